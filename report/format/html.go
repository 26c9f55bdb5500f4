package format

import (
	"io"

	"sojt/report"
	"sojt/report/html"
)

// HTML writes a view's page as one file for a browser. Of the options it uses none.
func HTML(w io.Writer, v report.View, _ Options) error { return html.Page(w, v.Page()) }
