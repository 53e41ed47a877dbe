"""What happens to money after it was received: cheques deposited, payments taken back."""
