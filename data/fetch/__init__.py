"""Official files, from their publishers or from a local folder, checked before they are kept.

Nothing here runs by itself: the network is contacted when a person types
`python -m data fetch`, never on import and never by the app.
"""
