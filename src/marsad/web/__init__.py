"""The observatory on a screen: pages and an interface over a store, for the own machine (`marsad serve`)."""
