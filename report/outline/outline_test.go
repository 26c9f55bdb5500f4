package outline_test

import (
	"strings"
	"testing"

	"sojt/report/grid"
	"sojt/report/outline"
)

func read(t *testing.T, data string, called map[string]string) (*outline.Outline, string) {
	t.Helper()
	f, err := grid.Read("list.csv", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	o, problems := outline.Read(&f.Sheets[0], called)
	var said []string
	for _, p := range problems {
		said = append(said, p.Pos.String()+": "+p.Message)
	}
	if o != nil {
		if o.Rows != len(o.Items)+o.Headings+len(o.Left) {
			t.Errorf("%d rows in, %d competencies, %d headings and %d left out", o.Rows, len(o.Items), o.Headings, len(o.Left))
		}
		for _, i := range o.Items {
			line := strings.Join([]string{i.Code, i.Title, i.Group, strings.Join(i.Criteria, "+"), strings.Join(i.References, "+")}, "|")
			if i.Optional {
				line += " optional"
			}
			if i.Critical {
				line += " critical"
			}
			said = append(said, line)
		}
		for _, l := range o.Left {
			said = append(said, "left "+l.String())
		}
	}
	return o, strings.Join(said, "\n")
}

func TestRead(t *testing.T) {
	for _, x := range []struct {
		name, data, want string
		called           map[string]string
	}{
		{"parents, references of headings", "code,parent,text,references\n1,,Safety,\"AFI 1, AFI 2\"\n1.1,1,Guards,\n1.2,1,Lifts,Card 7\n1.2.1,1.2,Lifts alone,\n",
			"1.1|Guards|1 Safety||AFI 1+AFI 2\n1.2.1|Lifts alone|1 Safety / 1.2 Lifts||Card 7", nil},
		{"codes alone", "No.,Task\n2.1,B\n2,Second\n2.10,C\n3,Third\n", "2.1|B|2 Second||\n2.10|C|2 Second||\n3|Third|||", nil},
		{"rows that have a title alone", "Checklist of the kitchen\nTask,Core or optional\nKnives\nCuts,Core\nHones,Optional\nPans\nFries,core\nWaits\n",
			"|Cuts|Knives||\n|Hones|Knives|| optional\n|Fries|Pans||\nleft list.csv:8: a heading with nothing beneath it: \"Waits\"", nil},
		{"the header again", "Job: A\nCompetencies,Required\nOne,yes\nJob: B\nCompetencies,Required\nTwo,no\n",
			"|One|Job: A||\n|Two|Job: B|| optional\nleft list.csv:5: the header again", nil},
		{"merged cells of a group", "Group;Title\nA;One\n;Two\nB;Three\n", "|One|A||\n|Two|A||\n|Three|B||", nil},
		{"criteria, one a line", "Title,Criteria,Critical\nOne,\"1. sees it\n- says it\",x\nTwo,,\n", "|One||sees it+says it| critical\n|Two|||", nil},
		{"ticks for required", "Title,Required\nOne,x\nTwo,\n", "|One|||\n|Two||| optional", nil},
		{"ticks for optional", "Title,Optional\nOne,x\nTwo,\n", "|One||| optional\n|Two|||", nil},
		{"critical now and then", "No,Title,Critical\n1,One,\n2,Two,x\n3,Three,\n", "1|One|||\n2|Two||| critical\n3|Three|||", nil},
		{"neither yes nor no", "Title,Required\nOne,yes\nTwo,perhaps\nThree,no\n",
			"|One|||\n|Three||| optional\nleft list.csv:3: required is \"perhaps\", expected a yes or no; --map required= has the column not read", nil},
		{"a column called otherwise", "Title,What,Ana\nx,One,done\ny,Two,\n", "x|One|||\ny|Two|||", map[string]string{"title": "what", "code": "Title"}},
		{"a column that is not to be read", "Title,Required\nOne,perhaps\n", "|One|||", map[string]string{"required": ""}},
		{"Moodle", "Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,Rule type (optional),Rule outcome (optional),Rule config (optional),Cross-referenced competency ID numbers,Exported ID (optional),Is framework,Taxonomy\n" +
			",kitchen,Kitchen,,1,\"a,b\",[],,,,,,1,competency\n,safe,Safety,,1,,,,,,,4,,\nsafe,safe.1,Holds the claw,,1,,,,,,,5,,\n",
			"safe.1|Holds the claw|safe Safety||\nleft list.csv:2: the row of the list itself: \"Kitchen\"", nil},
		{"no header", "a,b\nc,d\n", "list.csv:1: no header row names a column of titles", nil},
		{"no such column", "Title\nOne\n", "list.csv:1: no column \"Station\" for group", map[string]string{"group": "Station"}},
		{"nothing below", "Title,Code\n", "list.csv:1: no competencies below the header", nil},
		{"a circle of parents", "code,parent,title\na,b,A\nb,a,B\nc,,C\n", "a|A|b B||\nc|C|||", nil},
	} {
		if _, got := read(t, x.data, x.called); got != x.want {
			t.Errorf("%s: got\n%s\nexpected\n%s", x.name, got, x.want)
		}
	}
}

func TestReadRoles(t *testing.T) {
	f, err := grid.Read("list.csv", []byte("Jobs of the house,,\nJob,No,Task\nCook,1,Pots\n,1.1,Washes\nPorter,1.1,Carries\nCook,2,Fries\nJob,No,Task\nWaiter,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	parts, common, problems := outline.ReadRoles(&f.Sheets[0], map[string]string{"role": "job"})
	if len(problems) > 0 || len(parts) != 2 {
		t.Fatalf("%d parts, %v", len(parts), problems)
	}
	var said []string
	rows := common.Rows
	for _, p := range parts {
		rows += p.Rows
		for _, i := range p.Items {
			said = append(said, strings.Join([]string{p.Role, p.Title, i.Code, i.Title, i.Group}, "|"))
		}
	}
	for _, l := range append(parts[0].Left, common.Left...) {
		said = append(said, l.String())
	}
	want := "Cook|Cook|1.1|Washes|1 Pots\nCook|Cook|2|Fries|\nPorter|Porter|1.1|Carries|\nlist.csv:7: the header again\nlist.csv:8: no title"
	if got := strings.Join(said, "\n"); got != want || rows != 6 || len(common.Notes) != 1 {
		t.Errorf("%d rows\n%s\nexpected\n%s", rows, got, want)
	}
}

// TestAmounts reads how often, by when, for how long and how many hours, in several languages; what cannot be
// told is left out and named, never guessed at.
func TestAmounts(t *testing.T) {
	for _, x := range []struct{ head, cell, want string }{
		{"Times", "3", "3///"}, {"Times", "3x", "3///"}, {"Wie oft", "2 mal", "2///"}, {"Nombre de fois", "4 fois", "4///"}, {"How often", "2-3", "left"}, {"Times", "1001", "left"}, {"Times", "daily", "left"}, {"Times", "0", "///"},
		{"Due (days)", "14", "/14d//"}, {"Due", "14 days", "/14d//"}, {"Due", "14", "left"}, {"Frist", "innerhalb von 2 Wochen", "/2w//"}, {"Délai", "3 mois", "/3mo//"}, {"Due", "2026-11-23", "left"}, {"Due", "n/a", "///"},
		{"Valid for", "12 months", "//12mo/"}, {"Gültig für", "1 Jahr", "//1y/"}, {"Validez", "2 años", "//2y/"}, {"Validity (months)", "24", "//24mo/"}, {"Renew", "annually", "//1y/"}, {"Valid for", "1.5 years", "left"}, {"Valid for", "every year", "//1y/"}, {"Gültig für", "unbegrenzt", "///"}, {"Valid for", "1 year 6 months", "left"},
		{"Hours", "4", "///4"}, {"Stunden", "4 h", "///4"}, {"Hours", "4,5", "left"}, {"Hours", "some", "left"},
	} {
		o, said := read(t, "Task;"+x.head+"\nWashes;"+x.cell+"\n", nil)
		if o == nil || len(o.Items) != 1 {
			t.Errorf("%s %q: %s", x.head, x.cell, said)
			continue
		}
		i := o.Items[0]
		got := strings.Join([]string{i.Practice, i.Due, i.Renew, i.Hours}, "/")
		if notes := strings.Join(o.Notes, ""); strings.HasSuffix(notes, ": left out") && strings.Contains(notes, "list.csv:2:") {
			got = "left"
		}
		if got != x.want {
			t.Errorf("%s %q: %s, expected %s; %s", x.head, x.cell, got, x.want, o.Notes)
		}
	}
}

// TestHeadersOfOtherLanguages knows what columns say in the languages in which months are known.
func TestHeadersOfOtherLanguages(t *testing.T) {
	for _, x := range []struct{ head, row string }{
		{"Lfd. Nr.;Tätigkeit;Bereich;Kriterien;Bemerkungen;Erforderlich", "1;a;g;c;n;nein"},
		{"Nummer;Taetigkeit;Gruppe;Bewertungskriterien;Hinweise;Pflicht", "1;a;g;c;n;nein"},
		{"N°;Tâche;Domaine;Critères;Remarques;Obligatoire", "1;a;g;c;n;non"},
		{"Código;Tarea;Sección;Criterios;Notas;Obligatorio", "1;a;g;c;n;No"},
		{"Codice;Compito;Sezione;Criteri;Note;Facoltativo", "1;a;g;c;n;sì"},
		{"Código;Tarefa;Seção;Critérios;Observações;Obrigatório", "1;a;g;c;n;não"},
		{"Nr;Taak;Onderdeel;Beoordelingscriteria;Opmerkingen;Verplicht", "1;a;g;c;n;nee"},
	} {
		o, said := read(t, x.head+"\n"+x.row+"\n2;b;g;c;;\n", nil)
		if want := "1|a|g|c| optional\n2|b|g|c|"; said != want || o.Items[0].Conditions != "n" {
			t.Errorf("%s: got\n%s\nexpected\n%s", x.head, said, want)
		}
	}
}

// TestHeaderThatIsNone names the row that looks most like a header, and what to say.
func TestHeaderThatIsNone(t *testing.T) {
	f, err := grid.Read("list.csv", []byte("Checklist of the kitchen, by Dana\nNo;What people do;Where\n1;Opens;Door\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, problems := outline.Read(&f.Sheets[0], nil)
	if len(problems) != 1 || problems[0].Pos.Line != 2 || !strings.HasSuffix(problems[0].Hint, `it has No, What people do, Where; say which of them it is, as --map title="What people do"`) {
		t.Errorf("%v", problems)
	}
}
