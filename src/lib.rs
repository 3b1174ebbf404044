//! Rate Card Simulator.
