"""What a hand moves: settings, sliders, menus, and the bar that plays."""
