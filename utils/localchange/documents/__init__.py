"""What a person takes away from the course as a document: Word files, put together from what they have written."""
