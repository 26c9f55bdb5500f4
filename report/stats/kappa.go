package stats

// Cohen is how far two who judged the same cases agree beyond chance, 1 at most and 0 for chance: kappa
// of Cohen, A Coefficient of Agreement for Nominal Scales, 1960. In counts[i][j] are the cases that the
// first put into category i and the second into j; the table is square. It is not ok where there is no
// case, or where both put all into one category, so that chance alone would agree.
func Cohen(counts [][]int) (kappa float64, ok bool) {
	all, same := 0, 0
	first, second := make([]int, len(counts)), make([]int, len(counts))
	for i, row := range counts {
		for j, n := range row {
			all, first[i], second[j] = all+n, first[i]+n, second[j]+n
		}
		same += row[i]
	}
	byChance := 0 // of all*all
	for i := range counts {
		byChance += first[i] * second[i]
	}
	if all == 0 || byChance == all*all {
		return 0, false
	}
	return float64(same*all-byChance) / float64(all*all-byChance), true
}

// Fleiss is how far many who judged the same cases agree beyond chance: kappa of Fleiss, Measuring Nominal
// Scale Agreement Among Many Raters, 1971. In counts[i][j] are those who put case i into category j. Cases
// may have been judged by different numbers of people, as in Fleiss, Levin and Paik, Statistical Methods
// for Rates and Proportions, 3rd edition 2003, 18.3; a case that fewer than two judged tells nothing of
// agreement and is left out. It is not ok where no case is left, or where all are in one category.
func Fleiss(counts [][]int) (kappa float64, ok bool) {
	var cases, all, apart float64
	var total []float64 // by category
	for _, row := range counts {
		n := sum(row)
		if n < 2 {
			continue
		}
		cases, all = cases+1, all+float64(n)
		for j, x := range row {
			if j == len(total) {
				total = append(total, 0)
			}
			total[j] += float64(x)
			apart += float64(x*(n-x)) / float64(n)
		}
	}
	spread := 0.0 // what would be apart by chance, of one judgement against another
	for _, x := range total {
		spread += x / all * (1 - x/all)
	}
	if cases == 0 || spread == 0 {
		return 0, false
	}
	return 1 - apart/((all-cases)*spread), true
}

func sum(x []int) int {
	all := 0
	for _, n := range x {
		all += n
	}
	return all
}
