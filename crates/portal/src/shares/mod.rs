//! Shares: a document opened to one reader.
