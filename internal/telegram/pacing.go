package telegram

// Pace is how fast messages go out (Bot FAQ, "My bot is hitting limits"). A
// rate of 0 is no limit.
type Pace struct {
	PerSecond      float64 // over all chats
	Burst          int     //
	ChatPerSecond  float64 // in a chat with one person; edits count
	ChatBurst      int     //
	GroupPerMinute int     // in a group, in any minute
	GroupBurst     int     // of these, at once
}

// DefaultPace keeps below what Telegram says it allows.
func DefaultPace() Pace {
	return Pace{PerSecond: 25, Burst: 5, ChatPerSecond: 1, ChatBurst: 3, GroupPerMinute: 20, GroupBurst: 5}
}
