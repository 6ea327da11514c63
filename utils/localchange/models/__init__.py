"""The models behind the labs: parameters in, arrays out, no widgets."""
