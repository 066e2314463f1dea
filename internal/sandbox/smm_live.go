package sandbox

import "time"

// Live makes every order and refill go one step on at each turn, until Close.
// Every ninth order ends Partial and every thirteenth Canceled.
func (p *SMMPanel) Live(every time.Duration) {
}
