package resale

// Period is how long a plan of XMPlus is paid for.
type Period string

// The periods, spelled as XMPlus spells them: it crashes on "quarter".
const (
	Month    Period = "month"
	Quarter  Period = "quater"
	HalfYear Period = "semiannual"
	Year     Period = "annual"
	TopUp    Period = "topup_traffic" // no period: traffic for what runs already
)

// Periods gives those of plans, the shortest first.
func Periods() []Period { return []Period{Month, Quarter, HalfYear, Year} }

// ReadPeriod reads a period as panels write it, which is not always as they
// read it: "Quaterly", "quarter", "Monthly". It is "" when it is not known.
func ReadPeriod(text string) Period {
	switch squeeze(text) {
	case "month", "monthly", "onemonth", "1month":
		return Month
	case "quater", "quaterly", "quarter", "quarterly":
		return Quarter
	case "semiannual", "semiannually", "halfyear", "halfyearly", "semiyearly":
		return HalfYear
	case "annual", "annually", "year", "yearly":
		return Year
	case "topuptraffic", "topup", "traffic":
		return TopUp
	default:
		return ""
	}
}
