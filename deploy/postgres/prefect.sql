-- Prefect's own database beside the store's: compose.yaml runs this when the volume is new.
CREATE DATABASE prefect OWNER bestbefore;
