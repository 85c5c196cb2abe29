"""torch is the oracle: whatever cnn_core or its JavaScript twin computes is compared with torch float64."""
