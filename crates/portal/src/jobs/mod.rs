//! Work for later: everything that blocks or can fail outside runs here, and may run twice.
