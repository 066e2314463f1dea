package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// nodesShown bounds how many servers a list has: the link holds them all.
const nodesShown = 40

func (d Deps) askNodes(ctx context.Context, t *dialog.Turn, s *memberSheet, _ visit) (chat.Screen, error) {
	sub, nodes, err := d.nodes(ctx, t, s)
	if err != nil {
		return chat.Screen{}, err
	}
	name := chat.Args{"Name": shorten(subName(sub), 60)}
	if len(nodes) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("member.no_servers", name)}, Rows: [][]chat.Button{row(goTo("member.open_sub", s.of("member")))}}, nil
	}
	lines := []chat.Text{chat.T("member.servers_of", name), {}, chat.T("member.choose_server")}
	if len(nodes) > nodesShown {
		lines = append(lines, chat.T("member.more_servers", chat.Args{"Count": nodesShown}))
	}
	var rows [][]chat.Button
	for _, n := range nodes[:min(len(nodes), nodesShown)] {
		rows = append(rows, row(chat.Button{Label: chat.Literal(nodeName(n)), Answer: "at " + nodeKey(n)}))
	}
	return chat.Screen{Lines: lines, Rows: append(rows, row(goTo("member.open_sub", s.of("member"))))}, nil
}

// nodes reads the subscription with its servers.
func (d Deps) nodes(ctx context.Context, t *dialog.Turn, s *memberSheet) (resale.Subscription, []resale.Node, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return resale.Subscription{}, nil, err
	}
	return d.Ops.Subscription(ctx, v.key(t), s.Sub)
}

// nodeName is what a list calls a server.
func nodeName(n resale.Node) string {
	name := shorten(or(n.Name, n.Host), 24)
	if n.Type == "" {
		return or(name, "?")
	}
	return strings.TrimPrefix(name+" · "+shorten(n.Type, 12), " · ")
}

// nodeKey tells a server from others of the list, which changes.
func nodeKey(n resale.Node) string {
	return fmt.Sprintf("%s %s %d %s", n.Type, n.Host, n.Port, n.Name)
}

// takeNode ends with what an app needs for one server.
func (d Deps) takeNode(ctx context.Context, t *dialog.Turn, s *memberSheet, a dialog.Answer) (dialog.Next, error) {
	sub, nodes, err := d.nodes(ctx, t, s)
	if err != nil {
		return dialog.Next{}, err
	}
	i := slices.IndexFunc(nodes, func(n resale.Node) bool { return "at "+nodeKey(n) == a.Value })
	if i < 0 || nodes[i].URI == "" {
		return dialog.Stay(chat.T("member.server_gone")), nil
	}
	return handOver(t, handedText{
		About: chat.T("member.server_of", chat.Args{"Name": shorten(subName(sub), 60), "Server": nodeName(nodes[i])}),
		Text:  nodes[i].URI, File: "server", Mind: chat.T("member.mind_server"),
		Rows: [][]chat.Button{row(goTo("member.other_server", s.of("member")+" servers")), row(goTo("member.open_sub", s.of("member")))},
	})
}
