package handlers

import "testing"

func TestParseLasting(t *testing.T) {
	t.Parallel()
	const week = 7 * 24 * 60
	for _, c := range []struct {
		text        string
		asked, most int
		want        int // 0: refused
	}{
		{"60", inMinutes, week, 60},
		{"45 min", inMinutes, week, 45},
		{"90m", inMinutes, week, 90},
		{"60 minutos", inMinutes, week, 60},
		{"2h", inMinutes, week, 120},
		{"2 H", inMinutes, week, 120},
		{"2 hrs.", inMinutes, week, 120},
		{"1 hora", inMinutes, week, 60},
		{"3 horas", inMinutes, week, 180},
		{"1 dia", inMinutes, week, 1440},
		{"1 week", inMinutes, week, week},
		{"2 weeks", inMinutes, week, 0},
		{"1 mês", inMinutes, week, 0},
		{"8 d", inMinutes, week, 0},
		{"30", inDays, maxDays, 30},
		{"30 dias", inDays, maxDays, 30},
		{" 1 day ", inDays, maxDays, 1},
		{"٣٠ dias", inDays, maxDays, 30},
		{"1 month", inDays, maxDays, 30},
		{"1 mês", inDays, maxDays, 30},
		{"1 me\u0302s", inDays, maxDays, 30},
		{"1 MÊS", inDays, maxDays, 30},
		{"3 meses", inDays, maxDays, 90},
		{"2 semanas", inDays, maxDays, 14},
		{"2 wks", inDays, maxDays, 14},
		{"48h", inDays, maxDays, 2},
		{"1440 min", inDays, maxDays, 1},
		{"2h", inDays, maxDays, 0},
		{"3,650", inDays, maxDays, 3650},
		{"1.440 min", inDays, maxDays, 1},
		{"1.5", inDays, maxDays, 0},
		{"36,50", inDays, maxDays, 0},
		{"30 min", inDays, maxDays, 0},
		{"1m", inDays, maxDays, 0}, // a month or a minute?
		{"200 months", inDays, maxDays, 0},
		{"999999 months", inDays, maxDays, 0},
		{"2 devices", inDays, maxDays, 0},
		{"30 bananas", inDays, maxDays, 0},
		{"1 ano", inDays, maxDays, 0},
		{"1.5 h", inMinutes, week, 0},
		{"1h30", inMinutes, week, 0},
		{"1 mês e meio", inDays, maxDays, 0},
		{"-1", inDays, maxDays, 0},
		{"0", inDays, maxDays, 0},
		{"0 dias", inDays, maxDays, 0},
		{"h", inDays, maxDays, 0},
		{"", inDays, maxDays, 0},
	} {
		n, ok := parseLasting(c.text, c.asked, c.most)
		if ok != (c.want != 0) || ok && n != c.want {
			t.Errorf("%q, asked in %d: %d %v, want %d", c.text, c.asked, n, ok, c.want)
		}
	}
}

func TestParseCount(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"3": 3, "3 devices": 3, "2 dispositivos": 2, "1 conexão": 1, "2 conexões": 2, "50 créditos": 50, "5 Usuários": 5, "۵": 5,
		"2h": 0, "30 dias": 0, "2 weeks": 0, "2 things": 0, "0": 0, "101": 0, "many": 0, "": 0,
	} {
		n, ok := parseCount(text, 100)
		if ok != (want != 0) || ok && n != want {
			t.Errorf("%q: %d %v, want %d", text, n, ok, want)
		}
	}
}
