"""FDA: what a page says of approvals, judged on the page's date and today."""
