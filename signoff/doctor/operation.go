package doctor

import "sojt/competency/diag"

// operation says that git has begun something that nobody ended: nothing can be recorded until then.
func (d *Doctor) operation() diag.List {
	op := d.Writer.Repo.Operation()
	if op.Name == "" {
		return nil
	}
	return diag.List{problem(CodeOperation, "", 0, "end it: "+op.End+"; git status lists what is left to do",
		"git has begun a %s in this clone and not ended it, and nothing can be recorded meanwhile", op.Name)}
}
