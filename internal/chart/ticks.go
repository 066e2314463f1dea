package chart

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// mostSteps is how many steps a number axis has at most.
const mostSteps = 4

// integers gives the labels of a number axis: whole numbers in round steps, up
// to the highest number.
func integers(highest int, write func(int) string) plot.ConstantTicks {
	step := 1
	for i := 0; highest/step > mostSteps; i++ {
		// 1, 2, 5, 10, 20, 50, …
		if i%3 == 1 {
			step = step / 2 * 5
		} else {
			step *= 2
		}
	}
	var ticks plot.ConstantTicks
	for v := 0; v <= highest; v += step {
		ticks = append(ticks, plot.Tick{Value: float64(v), Label: write(v)})
	}
	return ticks
}

// fitting leaves out the labels that would touch one before them, on an axis
// of a width, whose ends are from and to.
func fitting(ticks []plot.Tick, style text.Style, from, to float64, width vg.Length) plot.ConstantTicks {
	const apart = 16
	var kept plot.ConstantTicks
	end := -width
	for _, t := range ticks {
		at := vg.Length((t.Value-from)/(to-from)) * width
		half := style.Width(t.Label) / 2
		if t.Label == "" || at-half < end+apart {
			continue
		}
		kept = append(kept, t)
		end = at + half
	}
	return kept
}
