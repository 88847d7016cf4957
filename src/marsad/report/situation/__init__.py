"""The situation report: one document, built from events, written as HTML, PDF, Word or Markdown."""
