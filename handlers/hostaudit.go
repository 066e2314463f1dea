package handlers

import (
	"regexp"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// betweenWords is what panels write between the words of a name.
var betweenWords = regexp.MustCompile(`[^\pL\pN]+`)

// auditLine is one entry of the panel's own log: who did what, in a sentence
// where the words are known, else as it came. Of one that holds nothing known it
// shows what there is.
func (d Deps) auditLine(t *dialog.Turn, r resale.Record) chat.Text {
	args := chat.Args{"When": "—", "Who": auditWho(t, auditWord(r, "user"))}
	if at := r.Created(); !at.IsZero() {
		args["When"] = d.Catalog.Moment(t.Lang, at, t.Zone)
	}
	what, object := auditWord(r, "action"), auditWord(r, "object")
	verb, kind := readDeed(literalOf(what), literalOf(object))
	number := shorten(r.Text("entity_id", "object_id", "resource_id", "subject_id", "auditable_id"), 40)
	if kind != "" || verb != "" && object.Key != "" {
		object = d.auditThing(t, kind, object, number, args["Who"].(chat.Text).Key == "")
		number = ""
	}
	switch {
	case verb != "" && (object.Key != "" || slices.Contains(visits(), verb)):
		args["Verb"], args["Deed"], args["Thing"] = chat.T("hostaudit.did_"+verb), chat.T("hostaudit.deed_"+verb), object
		if slices.Contains(visits(), verb) {
			args["Thing"] = chat.Text{}
		}
		return chat.T("hostaudit.line", args)
	case what.Key == "":
		what = anyField(r)
	}
	args["What"], args["Object"], args["Number"] = openText(t, what), openText(t, object), number
	return chat.T("hostlist.audit", args)
}

// anyField is the first field of an entry that says something.
func anyField(r resale.Record) chat.Text {
	for _, is := range r.Fields {
		if value := rawText(is.Value); value != "" && !slices.Contains(quietFields(), is.Name) {
			return chat.Literal(shorten(is.Name+": "+value, mostOfValue))
		}
	}
	return chat.Text{}
}

// auditThing names what something was done to; alone, when nobody is said to
// have done it.
func (d Deps) auditThing(t *dialog.Turn, kind hostKind, object chat.Text, number string, alone bool) chat.Text {
	if kind == "" {
		return chat.T("hostaudit.thing", chat.Args{"Name": openText(t, object), "Number": number})
	}
	key := "hostaudit.thing_"
	if alone {
		key = "hostaudit.alone_"
	}
	return chat.T(key+string(kind), chat.Args{"Number": number})
}

// auditWho is who did it, as people say it: an API key by its name, the panel
// itself.
func auditWho(t *dialog.Turn, who chat.Text) chat.Text {
	text := openly(t, literalOf(who))
	before, name, _ := strings.Cut(text, ":")
	switch strings.ToLower(strings.TrimSpace(before)) {
	case "api", "api_key", "api-key", "key":
		return chat.T("hostaudit.by_key", chat.Args{"Name": strings.TrimSpace(name)})
	case "system", "cron", "scheduler":
		return chat.T("hostaudit.by_panel")
	case "admin", "user", "staff":
		if name = strings.TrimSpace(name); name != "" {
			return chat.Literal(name)
		}
	}
	return someText(text, 60)
}

func literalOf(text chat.Text) string {
	is, _ := text.Args["Text"].(string)
	return is
}

// readDeed reads "webhook.created", "invoice_paid" or "created" with what it was
// done to beside it; "" for what is not known.
func readDeed(action, object string) (verb string, kind hostKind) {
	action = strings.NewReplacer("logged_in", "login", "logged in", "login", "logged_out", "logout", "logged out", "logout").Replace(strings.ToLower(strings.TrimSpace(action)))
	words := betweenWords.Split(action, -1)
	verb = deeds()[words[len(words)-1]]
	if verb == "" || len(words) > 3 {
		return "", ""
	}
	kind = thingOf(object)
	of := strings.Join(words[:len(words)-1], "_")
	switch {
	case kind == "":
		kind = thingOf(of)
	case of != "" && thingOf(of) != kind: // settings of an invoice that were changed, say
		return "", ""
	}
	if of != "" && kind == "" && !slices.Contains(visits(), verb) {
		return "", ""
	}
	return verb, kind
}

// thingOf reads a kind by any name that panels use: "client", "api_keys",
// "App\Models\Invoice".
func thingOf(name string) hostKind {
	name = name[strings.LastIndexAny(name, `\/`)+1:]
	name = strings.Trim(betweenWords.ReplaceAllString(strings.ToLower(name), "_"), "_")
	for _, plain := range []string{name, strings.TrimSuffix(name, "s")} {
		switch plain {
		case "client", "customer":
			return ofCustomers
		case "product", "package":
			return ofProducts
		case "service":
			return ofServices
		case "invoice":
			return ofInvoices
		case "payment", "transaction":
			return ofPayments
		case "server":
			return ofServers
		case "api_key", "apikey":
			return ofKeys
		case "webhook":
			return ofHooks
		}
	}
	return ""
}
