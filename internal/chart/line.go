package chart

import (
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// drawLine fills a panel with a line, or with the sentence when there is none.
func drawLine(c draw.Canvas, l Line) error {
	c = titled(c, l.Title)
	highest, latest, found := peaks(l.Runs)
	if !found {
		say(c, l.Empty)
		return nil
	}
	p := newPlot(highest.Y)
	p.X.Min, p.X.Max = 0, 1
	var ticks []plot.Tick
	for _, t := range l.Ticks {
		ticks = append(ticks, plot.Tick{Value: t.X, Label: t.Label})
	}
	p.X.Tick.Marker = fitting(ticks, p.X.Tick.Label, 0, 1, c.Size().X*0.93)
	var lines []plot.Plotter
	for _, run := range l.Runs {
		line, err := lineOf(run)
		if err != nil {
			return err
		}
		if line != nil {
			lines = append(lines, line)
		}
	}
	p.Add(lines...)
	p.Add(grid()) // over the areas, so that they can be read off too
	for _, line := range lines {
		p.Add(stroke(line.(*plotter.Line)))
	}
	dots, err := dotsOn(highest, latest)
	if err != nil {
		return err
	}
	p.Add(dots...)
	p.Draw(c)
	return nil
}

// peaks finds the highest point, the latest of several, and the latest of all.
func peaks(runs [][]Point) (highest, latest Point, found bool) {
	for _, run := range runs {
		for _, p := range run {
			if !found || p.Y >= highest.Y {
				highest = p
			}
			latest, found = p, true
		}
	}
	return highest, latest, found
}

// lineOf is the area under a run. A lone point is given some width, or it
// would not be seen.
func lineOf(run []Point) (*plotter.Line, error) {
	if len(run) == 0 {
		return nil, nil
	}
	const least = 0.004
	if first, last := run[0], run[len(run)-1]; last.X-first.X < least {
		from := min(max(first.X-least/2, 0), 1-least)
		run = []Point{{X: from, Y: first.Y}, {X: from + least, Y: last.Y}}
	}
	xys := make(plotter.XYs, len(run))
	for i, p := range run {
		xys[i] = plotter.XY{X: p.X, Y: float64(p.Y)}
	}
	line, err := plotter.NewLine(xys)
	if err != nil {
		return nil, err
	}
	line.LineStyle.Width, line.FillColor = 0, shade()
	return line, nil
}

func stroke(area *plotter.Line) *plotter.Line {
	return &plotter.Line{XYs: area.XYs, LineStyle: draw.LineStyle{Color: usual(), Width: 5}}
}

// dotsOn marks the highest point and the latest one, each with its number.
func dotsOn(highest, latest Point) ([]plot.Plotter, error) {
	points, colours := []Point{highest}, []draw.GlyphStyle{dot(true)}
	// One number hides the other when they are close.
	if latest.X-highest.X > 0.08 || highest.X-latest.X > 0.08 {
		points, colours = append(points, latest), append(colours, dot(false))
	}
	at := plotter.XYLabels{}
	for _, p := range points {
		at.XYs = append(at.XYs, plotter.XY{X: p.X, Y: float64(p.Y)})
		at.Labels = append(at.Labels, strconv.Itoa(p.Y))
	}
	dots, err := plotter.NewScatter(at.XYs)
	if err != nil {
		return nil, err
	}
	dots.GlyphStyleFunc = func(i int) draw.GlyphStyle { return colours[i] }
	numbers, err := plotter.NewLabels(at)
	if err != nil {
		return nil, err
	}
	for i := range numbers.TextStyle {
		numbers.TextStyle[i] = bold(numberSize+4, ink())
	}
	numbers.Offset = vg.Point{Y: 14}
	return []plot.Plotter{dots, numbers}, nil
}

func dot(marked bool) draw.GlyphStyle {
	s := draw.GlyphStyle{Color: usual(), Radius: 10, Shape: draw.CircleGlyph{}}
	if marked {
		s.Color = strong()
	}
	return s
}
