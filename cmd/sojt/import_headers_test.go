package main

import (
	"slices"
	"strings"
	"testing"

	"sojt/report/grid"
)

// TestHeadersOfLists are read in seven languages: each header says the field above it.
func TestHeadersOfLists(t *testing.T) {
	for _, x := range []struct {
		fields []grid.Field
		want   string
		lists  []string
	}{
		{learnerFields(), "learner;last;first;email;role;department;supervisor;start", []string{
			"Employee no.;Surname;First name;E-mail;Job title;Dept.;Line manager;Hire date",
			"Personal-Nr.;Nachname;Vorname;E-Mail-Adresse;Tätigkeit;Abteilung;Vorgesetzte/r;Eintritt",
			"Matricule;Nom de famille;Prénom;Courriel;Poste;Service;Supérieur;Date d'entrée",
			"Legajo;Apellidos;Nombre de pila;Correo electrónico;Puesto;Departamento;Jefe;Fecha de ingreso",
			"Matricola;Cognome;Nome proprio;Posta elettronica;Mansione;Reparto;Responsabile;Data di assunzione",
			"Usuário;Sobrenome;Primeiro nome;Correio eletrônico;Função;Setor;Chefia;Data de admissão",
			"Personeelsnummer;Achternaam;Voornaam;E-mailadres;Functie;Afdeling;Leidinggevende;In dienst",
		}},
		{recordFields(), "name;competency;code;date;mentor;outcome;level;note", []string{
			"Trainee;Task;No.;Date signed;Signed by;Result;Rating;Comments",
			"Mitarbeiter/in;Kompetenz;Nr.;Geprüft am;Prüfer/in;Ergebnis;Stufe;Bemerkung",
			"Salarié;Compétence;Numéro;Évalué le;Évaluateur;Résultat;Niveau;Remarques",
			"Empleado;Competencia;Código;Fecha;Evaluador;Resultado;Nivel;Observaciones",
			"Dipendente;Competenza;Codice;Data;Valutatore;Esito;Livello;Osservazioni",
			"Funcionário;Competência;Código;Data;Avaliador;Resultado;Nível;Observações",
			"Medewerker;Vaardigheid;Nummer;Datum;Beoordelaar;Resultaat;Niveau;Opmerkingen",
		}},
	} {
		for _, list := range x.lists {
			sheet := &grid.Sheet{File: "list.csv", Rows: []grid.Row{{Line: 1, Cells: strings.Split(list, ";")}}}
			read, _ := grid.Form{What: "rows", Fields: x.fields}.Read(sheet)
			var got []string
			for _, c := range read.Columns {
				got = append(got, c.Field)
			}
			if said := strings.Join(got, ";"); said != x.want {
				t.Errorf("%s\n is read as %s\n expected   %s", list, said, x.want)
			}
		}
	}
}

// TestHeaderWords are each of one field, and written as headers are compared.
func TestHeaderWords(t *testing.T) {
	for _, fields := range [][]grid.Field{learnerFields(), recordFields()} {
		of := map[string]string{}
		for _, f := range fields {
			for _, word := range append(slices.Compact(slices.Clone(f.Also)), f.Name) {
				if grid.Heading(word) != word {
					t.Errorf("%s: %q is never compared, since headers are like %q", f.Name, word, grid.Heading(word))
				}
				if of[word] != "" && of[word] != f.Name {
					t.Errorf("%q is %s and %s", word, of[word], f.Name)
				}
				of[word] = f.Name
			}
		}
	}
}

func TestFullName(t *testing.T) {
	for said, want := range map[string]string{
		"Anna Müller||": "Anna Müller", "Müller, Anna||": "Anna Müller", "|Anna|Müller": "Anna Müller", "Müller|Anna|": "Anna Müller",
		"Anna||Rossi": "Anna Rossi", "Anna Müller|Anna|": "Anna Müller", "Anna Rossi||Rossi": "Anna Rossi", "Müller, Anna|anna|": "Anna Müller",
		"A. Müller|Anna|Müller": "A. Müller", "||": "", "|Anna|": "Anna", "Berg, Lee, Co||": "Berg, Lee, Co",
	} {
		parts := strings.Split(said, "|")
		got := fullName(func(field string) string { return parts[slices.Index([]string{"name", "first", "last"}, field)] })
		if got != want {
			t.Errorf("%s is %q, expected %q", said, got, want)
		}
	}
}
