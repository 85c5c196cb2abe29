"""What the lessons state about torch, held against torch: a new release that changes it is noticed."""
