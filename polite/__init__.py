"""The one polite way to the network: who asks, what is never sent, what is never read, when to ask again.

`pages/fetch` and `sources` are strangers to each other and both build on this: a host of pages has a guard and a
robots.txt, a service of records a common pace and a check of its answers. What any request of ours keeps to is here.
"""
