package sandbox

// Advance moves an order into each of the states, and gives back the money of
// one that ends Canceled (all of it) or Partial (of what remains). With no
// state it goes one step on: Pending, Processing, In progress, half of it
// delivered, Completed; one whose cancel was asked for ends Canceled if
// nothing was delivered, else Partial; a drip-feed begins its next run.
func (p *SMMPanel) Advance(id int, states ...SMMState) {
}

// Post makes a subscription see a new post: an order is made for it and
// charged. It ends when it had all its posts, and pauses without the money.
func (p *SMMPanel) Post(id int) {
}
