package written

import (
	"strings"
	"time"
)

// months are the names of each month without accents, short and long, in English, German, French, Spanish,
// Italian, Portuguese and Dutch. None means two months.
const months = `
jan january januar janvier janv enero ene gennaio gen janeiro januari
feb february februar fevrier fevr febrero febbraio fevereiro fev februari
mar march marz maerz mrz mars marzo marco maart mrt
apr april avril avr abril abr aprile
may mai mayo maggio mag maio mei
jun june juni juin junio giugno giu junho
jul july juli juillet juil julio luglio lug julho
aug august aout agosto ago augustus
sep sept september septembre septiembre setiembre settembre set setembro
oct october oktober okt octobre octubre ottobre ott outubro out
nov november novembre noviembre novembro
dec december dezember dez decembre diciembre dic dicembre dezembro`

// monthNamed gives the month of a name in small letters and without accents; 0 where it names none.
func monthNamed(name string) time.Month {
	month := time.Month(1)
	for line := range strings.SplitSeq(strings.TrimSpace(months), "\n") {
		if name != "" && strings.Contains(" "+line+" ", " "+name+" ") {
			return month
		}
		month++
	}
	return 0
}

// fillers are words between the parts of a day: 8 de diciembre de 2026, the 8th of December.
func fillers() []string {
	return []string{"", "de", "del", "of", "the", "den", "der", "le", "el", "il", "di"}
}
