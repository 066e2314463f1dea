package chart

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// widestBar keeps few bars from becoming walls.
const widestBar = vg.Length(90)

// drawBars fills a panel with bars, or with the sentence when all are zero.
func drawBars(c draw.Canvas, b Bars) error {
	c = titled(c, b.Title)
	highest := 0
	for _, bar := range b.Bars {
		highest = max(highest, bar.Value)
	}
	if highest == 0 {
		say(c, b.Empty)
		return nil
	}
	p := newPlot(highest)
	p.Y.Tick.Marker = integers(highest, b.write)
	p.X.Min, p.X.Max = -0.6, float64(len(b.Bars))-0.4
	slot := c.Size().X * 0.93 / vg.Length(len(b.Bars)) // the rest is the number axis
	p.X.Tick.Marker = fitting(barTicks(b.Bars), p.X.Tick.Label, p.X.Min, p.X.Max, slot*vg.Length(len(b.Bars)))
	p.Add(grid())
	for _, marked := range []bool{false, true} {
		set, err := plotter.NewBarChart(heights(b.Bars, marked), min(slot*0.76, widestBar))
		if err != nil {
			return err
		}
		set.Color, set.LineStyle.Width = usual(), 0
		if marked {
			set.Color = strong()
		}
		p.Add(set)
	}
	numbers, err := b.numbers(slot)
	if err != nil {
		return err
	}
	p.Add(numbers)
	p.Draw(c)
	return nil
}

// heights gives one of the two sets of bars that lie over each other, since the
// library gives a set one colour. What is not in the set is zero.
func heights(bars []Bar, marked bool) plotter.Values {
	values := make(plotter.Values, len(bars))
	for i, b := range bars {
		if b.Strong == marked {
			values[i] = math.Max(float64(b.Value), 0)
		}
	}
	return values
}

func barTicks(bars []Bar) []plot.Tick {
	ticks := make([]plot.Tick, len(bars))
	for i, b := range bars {
		ticks[i] = plot.Tick{Value: float64(i), Label: b.Label}
	}
	return ticks
}

// write gives a number as it is written in the panel.
func (b Bars) write(n int) string {
	if b.Write == nil {
		return strconv.Itoa(n)
	}
	return b.Write(n)
}

// numbers writes each number above its bar: smaller when they are wide, and
// upwards when that is not enough.
func (b Bars) numbers(slot vg.Length) (*plotter.Labels, error) {
	style := bold(numberSize, ink())
	for b.widest(style) > slot && style.Font.Size > smallestNumber {
		style.Font.Size--
	}
	if b.widest(style) > slot {
		style.Font.Size = min(numberSize, slot*0.8)
		style.Rotation, style.XAlign, style.YAlign = math.Pi/2, draw.XLeft, draw.YCenter
	}
	at := plotter.XYLabels{}
	for i, bar := range b.Bars {
		if bar.Value > 0 {
			at.XYs = append(at.XYs, plotter.XY{X: float64(i), Y: float64(bar.Value)})
			at.Labels = append(at.Labels, b.write(bar.Value))
		}
	}
	labels, err := plotter.NewLabels(at)
	if err != nil {
		return nil, err
	}
	for i := range labels.TextStyle {
		labels.TextStyle[i] = style
	}
	labels.Offset = vg.Point{Y: 6}
	if style.Rotation != 0 {
		labels.Offset.X = -style.Font.Size / 8 // the library centres what hangs below the line too; digits do not hang
	}
	return labels, nil
}

func (b Bars) widest(style text.Style) vg.Length {
	w := vg.Length(0)
	for _, bar := range b.Bars {
		w = max(w, style.Width(b.write(bar.Value)))
	}
	return w
}
