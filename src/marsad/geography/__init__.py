"""Geography: the gazetteer and the geocoder."""
