package sandbox

import "net/url"

// handle records the call and applies it, unless a fault comes before that.
func (p *SMMPanel) handle(url.Values) (*SMMFault, smmReply) { return nil, smmRead(smmObject{}) }
