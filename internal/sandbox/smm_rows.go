package sandbox

// smmEach is what was done to each of many orders or refills.
type smmEach struct {
	quirks   SMMQuirks
	of, said string // the names in a row: what was asked for and what came of it
	list     []smmObject
	keyed    smmObject
}

func (p *SMMPanel) rows(of, said string) *smmEach {
	return &smmEach{quirks: p.quirks, of: of, said: said, list: []smmObject{}, keyed: smmObject{}}
}

func (r *smmEach) add(id string, what any) {
	r.list = append(r.list, smmObject{r.of: r.quirks.asked(id), r.said: what})
	if object, refused := what.(smmObject); refused {
		r.keyed[id] = object
		return
	}
	r.keyed[id] = smmObject{r.said: what}
}

func (r *smmEach) refuse(id string, text smmText) {
	word := r.quirks.say(text)
	if r.quirks.Refills == SMMRowTexts {
		r.add(id, word)
		return
	}
	r.add(id, smmObject{"error": word})
}

func (r *smmEach) body() any {
	if r.quirks.Refills == SMMRowKeyed {
		return r.keyed
	}
	return r.list
}
