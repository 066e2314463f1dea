package resale

// Presence is what a panel says live about one client.
type Presence struct {
	Username    string
	Online      bool
	Connections int    // 0 when the panel did not say
	Method      string // how it is connected, in the panel's words; untrusted text
	Uptime      string // in the panel's words; untrusted text
}

// ServerStatus is what a panel says live about one server.
type ServerStatus struct {
	ID          string // as the panel writes it; its name when it has none
	Name        string
	Online      bool
	OnlineUsers int
	TotalUsers  int
	CPU         float64 // percent, 0 to 100
	Memory      float64 // percent, 0 to 100
	Cores       int
	MemoryGB    float64
	RecvMbps    float64
	SentMbps    float64
}

// CommandUpdate is what a panel says live about a command that it runs on a
// server. Nobody published its shape: what is not known stays empty, and Raw
// holds all of it.
type CommandUpdate struct {
	Server  string
	Command string
	Status  string
	Output  string
	Raw     string // the message as it came, shortened; untrusted text
}
