package main

import (
	"errors"
	"slices"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
	"sojt/report/written"
)

// dayColumn is a column of days in a table that a person named.
type dayColumn struct {
	written.Days
	list  *grid.List
	field string
	fit   []written.Order // those that all days there can be read in; nil until somebody asks
}

func newDayColumn(list *grid.List, field, order string, today calendar.Date) dayColumn {
	return dayColumn{Days: written.Days{Today: today, Order: written.Order(order), Zero: list.Sheet.Zero}, list: list, field: field}
}

// read is the day of a row; what keeps it from being one is a problem.
func (c *dayColumn) read(row grid.Row, problems *diag.List) (written.Day, bool) {
	day, err := c.Read(c.list.Value(row, c.field))
	if err == nil {
		return day, true
	}
	p := problems.Errorf(grid.CodeTable, c.list.Cell(row, c.field), "%s: %v", c.field, err)
	if two := (*written.Ambiguous)(nil); errors.As(err, &two) && two.Asked == "" {
		p.Hint = c.hint(two)
	}
	return day, false
}

// hint says what --dates could be, and which of that the other days of the column speak for.
func (c *dayColumn) hint(two *written.Ambiguous) string {
	if c.fit == nil {
		var all []string
		for _, row := range c.list.Rows {
			if said := c.list.Value(row, c.field); said != "" {
				all = append(all, said)
			}
		}
		c.fit = append([]written.Order{}, c.OrdersOf(all)...)
	}
	fit := slices.DeleteFunc(slices.Clone(c.fit), func(o written.Order) bool { return !slices.Contains(two.Orders(), o) })
	if len(fit) == 1 {
		return "say how it is meant; all days there can be read with --dates " + string(fit[0])
	}
	var flags []string
	for _, o := range two.Orders() {
		flags = append(flags, "--dates "+string(o))
	}
	return "say how it is meant: " + text.Join(flags, "or")
}
