"""Pictures of numbers as inline SVG, sized in per cent so that their text keeps its size on every screen."""
