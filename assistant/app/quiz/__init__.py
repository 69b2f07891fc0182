"""The page "Trắc nghiệm": make, edit, try out, save, open and export a quiz."""
