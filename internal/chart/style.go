package chart

import (
	"image/color"
	"strconv"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The colours differ in brightness too, so that they can be told apart without
// seeing them as colours, and on a dim screen.
func paper() color.Color  { return color.NRGBA{0xff, 0xff, 0xff, 0xff} }
func ink() color.Color    { return color.NRGBA{0x1b, 0x26, 0x33, 0xff} }
func faded() color.Color  { return color.NRGBA{0x55, 0x62, 0x70, 0xff} }
func hair() color.Color   { return color.NRGBA{0xdd, 0xe3, 0xea, 0xff} }
func usual() color.Color  { return color.NRGBA{0x2f, 0x7f, 0xd6, 0xff} }
func strong() color.Color { return color.NRGBA{0xd9, 0x4b, 0x1f, 0xff} }
func shade() color.Color  { return color.NRGBA{0xd5, 0xe6, 0xf8, 0xff} }

func rule() draw.LineStyle { return draw.LineStyle{Color: hair(), Width: 2} }

// The sizes of letters. A phone shows the picture at about a third of its size.
const (
	titleSize      = 38
	labelSize      = 28
	wordsSize      = 34
	wordsGap       = 48
	numberSize     = 26
	smallestNumber = 20
)

// letters is a style in the library's own Liberation Sans, which is part of the
// program and has every Latin, Greek and Cyrillic letter.
func letters(size vg.Length, c color.Color) text.Style {
	return text.Style{
		Color: c, Font: font.Font{Typeface: "Liberation", Variant: "Sans", Size: size},
		XAlign: draw.XCenter, YAlign: draw.YBottom, Handler: plot.DefaultTextHandler,
	}
}

func bold(size vg.Length, c color.Color) text.Style {
	s := letters(size, c)
	s.Font.Weight = xfont.WeightBold
	return s
}

// titled writes a panel's title, in smaller letters when it is long, and gives
// the room below.
func titled(c draw.Canvas, title string) draw.Canvas {
	style := bold(titleSize, ink())
	style.XAlign, style.YAlign = draw.XLeft, draw.YTop
	for style.Font.Size > 18 && style.Width(title) > c.Size().X {
		style.Font.Size--
	}
	c.FillText(style, vg.Point{X: c.Min.X, Y: c.Max.Y}, title)
	c.Max.Y -= titleSize + 34
	return c
}

// say writes a sentence into the middle of a panel, in as many lines as it needs.
func say(c draw.Canvas, sentence string) {
	style := letters(wordsSize, faded())
	style.YAlign = draw.YCenter
	var lines []string
	line := ""
	for _, word := range strings.Fields(sentence) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && style.Width(longer) > c.Size().X*0.85 {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	lines = append(lines, line)
	at := c.Center()
	at.Y += wordsGap * vg.Length(len(lines)-1) / 2
	for _, l := range lines {
		c.FillText(style, at, l)
		at.Y -= wordsGap
	}
}

func grid() *plotter.Grid {
	g := plotter.NewGrid()
	g.Vertical.Width = 0
	g.Horizontal = rule()
	return g
}

// newPlot is a plot with a number axis from 0 and room for labels below.
func newPlot(highest int) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	p.X.LineStyle = draw.LineStyle{Color: faded(), Width: 3}
	p.X.Tick.LineStyle, p.X.Tick.Length, p.X.Padding = p.X.LineStyle, 10, 0
	p.X.Tick.Label.Font, p.X.Tick.Label.Color = letters(labelSize, nil).Font, ink()
	p.Y.LineStyle.Width, p.Y.Tick.LineStyle.Width, p.Y.Tick.Length, p.Y.Padding = 0, 0, 0, 14
	p.Y.Tick.Label.Font, p.Y.Tick.Label.Color = letters(labelSize, nil).Font, faded()
	p.Y.Tick.Marker = integers(highest, strconv.Itoa)
	p.Y.Min, p.Y.Max = 0, float64(max(highest, 1))
	return p
}
