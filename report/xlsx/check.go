package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const listSheet = "sojt lists"

// writeLists puts what drop-downs offer on a sheet nobody sees, each list under a defined name.
// Inline lists would be split at commas and end at 255 characters.
func writeLists(f *excelize.File, sheet string, lists []List) error {
	for i, l := range lists {
		column, err := excelize.ColumnNumberToName(2*i + 1)
		if err != nil {
			return err
		}
		beside, err := excelize.ColumnNumberToName(2*i + 2)
		if err != nil {
			return err
		}
		for j, v := range l.Values {
			if err := f.SetCellStr(sheet, fmt.Sprint(column, j+1), Clean(v)); err != nil {
				return err
			}
			if j < len(l.Keys) {
				if err := f.SetCellStr(sheet, fmt.Sprint(beside, j+1), Clean(l.Keys[j])); err != nil {
					return err
				}
			}
		}
		name := excelize.DefinedName{Name: l.Name, RefersTo: fmt.Sprintf("%s!$%s$1:$%s$%d", quote(sheet), column, column, len(l.Values))}
		if err := f.SetDefinedName(&name); err != nil {
			return fmt.Errorf("list %q: %w", l.Name, err)
		}
	}
	return nil
}

// quote is a sheet's name as formulas write it.
func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// checks collects the cells of each check, in order of first use.
type checks struct {
	order []Check
	cells map[Check][]string
}

func (c *checks) add(k Check, cell string) {
	if k == (Check{}) {
		return
	}
	if c.cells == nil {
		c.cells = map[Check][]string{}
	}
	if c.cells[k] == nil {
		c.order = append(c.order, k)
	}
	c.cells[k] = append(c.cells[k], cell)
}

const maxAreas = 400 // cells of one validation; readers have limits that nobody states

func (c *checks) write(f *excelize.File, sheet string) error {
	for _, k := range c.order {
		for cells := c.cells[k]; len(cells) > 0; {
			n := min(len(cells), maxAreas)
			if err := f.AddDataValidation(sheet, k.validation(strings.Join(cells[:n], " "))); err != nil {
				return fmt.Errorf("validation: %w", err)
			}
			cells = cells[n:]
		}
	}
	return nil
}

func (k Check) validation(cells string) *excelize.DataValidation {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cells)
	if k.List != "" {
		v.SetSqrefDropList(k.List)
		v.SetError(excelize.DataValidationErrorStyleStop, "Not in the list", "Choose one of the list, or leave the cell empty.")
		return v
	}
	// From 1 March 1900, where all spreadsheets begin to agree, to the last day they know.
	v.Type, v.Operator, v.Formula1, v.Formula2 = "date", "between", "61", "2958465"
	v.SetError(excelize.DataValidationErrorStyleStop, "Not a date", "Enter a date, such as 2026-12-31.")
	return v
}
