"""Machine engines behind a guard: nothing leaves the machine unless a person names one and says yes."""
