"""What is drawn: PDF by typst, charts by Vega-Lite."""
