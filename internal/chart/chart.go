// Package chart draws the pictures that are sent. It is given numbers and
// words, and knows nothing of what they mean.
package chart

import (
	"bytes"
	"fmt"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// The size of a picture, in pixels.
const (
	Width  = 1080
	Height = 1140
)

// Picture is a panel of bars above a panel with a line.
type Picture struct {
	Bars Bars
	Line Line
}

// Bars is a panel with a bar for each number.
type Bars struct {
	Title string
	Bars  []Bar
	Empty string           // said in the place of the bars when all are zero
	Write func(int) string // how a number is written, a few characters; nil: in digits
}

// Bar is one number, from 0 up.
type Bar struct {
	Value  int
	Label  string // under the bar; one for which there is no room is left out
	Strong bool   // in the colour that catches the eye
}

// Line is a panel with a number that changes.
type Line struct {
	Title string
	Runs  [][]Point // a gap is left between two runs
	Ticks []Tick
	Empty string // said in the place of the line when there is none
}

// Point is a number at a place from 0, the left end, to 1, the right one.
type Point struct {
	X float64
	Y int
}

// Tick is a label under a place from 0 to 1; one for which there is no room is
// left out.
type Tick struct {
	X     float64
	Label string
}

// Draw gives the picture as a PNG.
func Draw(p Picture) ([]byte, error) {
	img := blank(Height)
	all := draw.New(img)
	middle := all.Center().Y
	if err := drawBars(draw.Crop(all, margin, -margin, middle-all.Min.Y+margin/2, -margin), p.Bars); err != nil {
		return nil, fmt.Errorf("draw bars: %w", err)
	}
	if err := drawLine(draw.Crop(all, margin, -margin, margin, middle-all.Max.Y-margin/2), p.Line); err != nil {
		return nil, fmt.Errorf("draw line: %w", err)
	}
	all.StrokeLine2(rule(), margin, middle, Width-margin, middle)
	return encoded(img)
}

// DrawBars gives panels of bars below each other as a PNG, each half as high as
// other pictures are.
func DrawBars(panels ...Bars) ([]byte, error) {
	const each = vg.Length(Height / 2)
	img := blank(each * vg.Length(max(len(panels), 1)))
	all := draw.New(img)
	for i, b := range panels {
		below := each * vg.Length(len(panels)-1-i)
		room := draw.Crop(all, margin, -margin, below+margin/2, below+each-all.Max.Y-margin)
		if err := drawBars(room, b); err != nil {
			return nil, fmt.Errorf("draw bars: %w", err)
		}
		if i > 0 {
			all.StrokeLine2(rule(), margin, below+each, Width-margin, below+each)
		}
	}
	return encoded(img)
}

// blank is a picture with nothing on it. At 72 dots per inch a point, which the
// library measures in, is a pixel.
func blank(height vg.Length) vgimg.PngCanvas {
	return vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(Width, height), vgimg.UseDPI(72), vgimg.UseBackgroundColor(paper()))}
}

func encoded(img vgimg.PngCanvas) ([]byte, error) {
	var out bytes.Buffer
	if _, err := img.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("write picture: %w", err)
	}
	return out.Bytes(), nil
}

// margin is around each panel.
const margin = vg.Length(36)
