package chart

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot"
)

// drawn gives the picture back as it is seen.
func drawn(t *testing.T, p Picture) image.Image {
	t.Helper()
	data, err := Draw(p)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size != (image.Point{X: Width, Y: Height}) {
		t.Fatalf("the picture has %v pixels", size)
	}
	if len(data) > 1<<20 {
		t.Errorf("the picture has %d bytes", len(data))
	}
	return img
}

func same(a, b color.Color) bool {
	r, g, bl, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	return r == r2 && g == g2 && bl == b2
}

// count gives the pixels of a colour, by column, from one row on to another.
func count(img image.Image, c color.Color, from, to int) []int {
	columns := make([]int, Width)
	for x := range columns {
		for y := from; y < to; y++ {
			if same(img.At(x, y), c) {
				columns[x]++
			}
		}
	}
	return columns
}

// blocks gives the greatest height of each group of coloured columns.
func blocks(columns []int) (heights []int) {
	inside := false
	for _, n := range columns {
		if n == 0 {
			inside = false
			continue
		}
		if !inside {
			heights = append(heights, 0)
			inside = true
		}
		heights[len(heights)-1] = max(heights[len(heights)-1], n)
	}
	return heights
}

func TestBarsAreAsHighAsTheirNumbers(t *testing.T) {
	values := []int{4, 8, 16, 0, 2}
	p := Picture{Bars: Bars{Title: "Bars"}, Line: Line{Title: "Line", Empty: "Nothing"}}
	for _, v := range values {
		p.Bars.Bars = append(p.Bars.Bars, Bar{Value: v, Label: "day", Strong: v == 16})
	}
	img := drawn(t, p)
	got := blocks(count(img, usual(), 0, Height/2))
	if len(got) != 3 {
		t.Fatalf("bars of %v pixels for %v", got, values)
	}
	marked := blocks(count(img, strong(), 0, Height/2))
	if len(marked) != 1 {
		t.Fatalf("marked bars of %v pixels", marked)
	}
	unit := float64(marked[0]) / 16
	for i, want := range []int{4, 8, 2} {
		if math.Abs(float64(got[i])-unit*float64(want)) > 3 {
			t.Errorf("a bar of %d pixels for %d, at %.1f each", got[i], want, unit)
		}
	}
	if below := blocks(count(img, usual(), Height/2, Height)); len(below) > 0 {
		t.Errorf("an empty line panel shows %v", below)
	}
}

// Amounts are drawn in cents, and written as people read them.
func TestPanelsOfBarsStandBelowEachOther(t *testing.T) {
	asked := map[int]bool{}
	of := func(values ...int) Bars {
		b := Bars{Title: "Panel", Empty: "Nothing", Write: func(n int) string {
			asked[n] = true
			return strconv.Itoa(n/100) + "k"
		}}
		for _, v := range values {
			b.Bars = append(b.Bars, Bar{Value: v, Label: "day"})
		}
		return b
	}
	for n, panels := range [][]Bars{1: {of(1200, 600)}, 2: {of(1200, 600), of(0, 0, 0)}, 3: {of(1200), of(300, 150, 75), of(5)}} {
		data, err := DrawBars(panels...)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Bounds().Size(); size != (image.Point{X: Width, Y: Height / 2 * max(n, 1)}) {
			t.Fatalf("%d panels in %v pixels", n, size)
		}
		for i, p := range panels {
			want := 0
			for _, b := range p.Bars {
				if b.Value > 0 {
					want++
				}
			}
			if got := blocks(count(img, usual(), Height/2*i, Height/2*(i+1))); len(got) != want {
				t.Errorf("panel %d of %d shows bars of %v pixels, not %d", i, n, got, want)
			}
		}
	}
	if !asked[1200] || !asked[75] {
		t.Errorf("asked how to write %v", asked)
	}
}

func TestALineHasItsGaps(t *testing.T) {
	p := Picture{Line: Line{Runs: [][]Point{{{0, 5}, {0.2, 9}}, {{0.4, 3}}, nil, {{0.6, 0}, {1, 7}}}}}
	if got := blocks(count(drawn(t, p), shade(), Height/2, Height)); len(got) != 3 {
		t.Errorf("%d runs are seen, not 3", len(got))
	}
}

func TestOddInput(t *testing.T) {
	many := make([]Bar, 400)
	for i := range many {
		many[i] = Bar{Value: i * 997, Label: "31 de dezembro"}
	}
	long := strings.Repeat("Atenção você não ", 30)
	for name, p := range map[string]Picture{
		"nothing":      {},
		"one day":      {Bars: Bars{Bars: []Bar{{Value: 1, Label: "1 Jun"}}}},
		"all zero":     {Bars: Bars{Bars: make([]Bar, 30), Empty: "Nobody"}, Line: Line{Runs: [][]Point{{{0, 0}, {1, 0}}}}},
		"huge":         {Bars: Bars{Bars: []Bar{{Value: 100_000}, {Value: math.MaxInt32}}}, Line: Line{Runs: [][]Point{{{0.5, 100_000}}}}},
		"negative":     {Bars: Bars{Bars: []Bar{{Value: -3}, {Value: 2}}}},
		"many":         {Bars: Bars{Bars: many}},
		"long words":   {Bars: Bars{Title: long, Empty: long}, Line: Line{Title: long, Empty: strings.Repeat("x", 500)}},
		"out of range": {Line: Line{Runs: [][]Point{{{-2, 4}, {3, 4}}}, Ticks: []Tick{{-1, "a"}, {7, "b"}}}},
		"lone points":  {Line: Line{Runs: [][]Point{{{0, 1}}, {{1, 1}}, {{0.5, 2}, {0.5, 3}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // as people ask for pictures
			drawn(t, p)
		})
	}
}

func TestAxes(t *testing.T) {
	for highest, want := range map[int]string{0: "0", 1: "0 1", 4: "0 1 2 3 4", 5: "0 2 4", 31: "0 10 20 30", 100_000: "0 50000 100000"} {
		var labels []string
		for _, tick := range integers(highest, strconv.Itoa) {
			labels = append(labels, tick.Label)
		}
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("up to %d: %s", highest, got)
		}
	}
	var days []plot.Tick
	for i := range 30 {
		days = append(days, plot.Tick{Value: float64(i), Label: time.Date(2026, 6, i+1, 0, 0, 0, 0, time.UTC).Format("2 January")})
	}
	if kept := fitting(days, letters(labelSize, ink()), 0, 29, 900); len(kept) < 4 || len(kept) > 8 || kept[0].Label != "1 June" {
		t.Errorf("labels that fit: %v", kept)
	}
}

func TestTheFontHasTheLetters(t *testing.T) {
	face := plot.DefaultTextHandler.Cache().Lookup(bold(titleSize, ink()).Font, titleSize).Face
	for _, r := range "áâãàçéêíóôõúüÁÂÃÀÇÉÊÍÓÔÕÚÜªº–…ñßğışłżźćйєіїґ" {
		if i, err := face.GlyphIndex(nil, r); i == 0 || err != nil {
			t.Errorf("no %c, %v", r, err)
		}
	}
}
