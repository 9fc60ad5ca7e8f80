"""What of the state is shown, as the documents that endpoint and terminals agree on."""
