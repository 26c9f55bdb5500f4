package main

import (
	"slices"
	"strings"

	"sojt/report/grid"
)

// What columns are headed in German, French, Spanish, Italian, Portuguese and Dutch lists, by field, as
// grid.Heading has them. Words that are two fields in two of the languages stand where they are meant in most.
const (
	personHeaders = `
learner: personalnummer, personal nr, personalnr, mitarbeiternummer, mitarbeiter nr, mitarbeiternr, mitarbeiter id, benutzername, kennung, matricule, identifiant, numero d employe, usuario, legajo, id empleado, numero de empleado, matricola, codice dipendente, utente, utilizador, id do funcionario, personeelsnummer, medewerkernummer, medewerker id, gebruikersnaam
name: vollstandiger name, name vorname, vor und nachname, vorname und nachname, mitarbeiter, mitarbeiterin, mitarbeiter in, mitarbeiterinnen, mitarbeitende, mitarbeitende r, mitarbeitender, mitarbeitername, beschaftigte, beschaftigte r, beschaftigter, auszubildende, auszubildende r, auszubildender, azubi, lernende, lernende r, lernender, teilnehmer, teilnehmerin, teilnehmer in, teilnehmende, nom, nom complet, nom et prenom, nom prenom, prenom et nom, salarie, salariee, employe, employee, collaborateur, collaboratrice, apprenant, apprenti, stagiaire, nombre, nombre completo, nombre y apellido, nombre y apellidos, apellidos y nombre, empleado, trabajador, colaborador, aprendiz, participante, nome, nome completo, nome e cognome, cognome e nome, nominativo, dipendente, lavoratore, collaboratore, tirocinante, apprendista, partecipante, nome e apelido, funcionario, trabalhador, formando, naam, volledige naam, medewerker, werknemer, leerling, cursist, deelnemer, stagiair
first: vorname, vornamen, rufname, prenom, prenoms, nombres, nombre de pila, primer nombre, primeiro nome, nome proprio, voornaam, voornamen, roepnaam
last: nachname, familienname, zuname, nom de famille, nom d usage, apellido, apellidos, cognome, apelido, apelidos, sobrenome, achternaam, familienaam
email: mailadresse, emailadresse, e mail adresse, email adresse, courriel, adresse e mail, adresse email, adresse mail, adresse electronique, correo, correo electronico, posta elettronica, indirizzo e mail, indirizzo email, correio eletronico, endereco de e mail, endereco de email, emailadres, mailadres, e mailadres
`
	learnerHeaders = personHeaders + `
role: rolle, funktion, tatigkeit, stelle, stellenbezeichnung, beruf, ausbildungsberuf, poste, fonction, metier, emploi, puesto, puesto de trabajo, cargo, rol, funcion, ruolo, mansione, qualifica, posizione, funcao, papel, posto de trabalho, functie, beroep
department: abteilung, bereich, service, departement, equipe, departamento, equipo, seccion, reparto, dipartimento, squadra, setor, secao, equipa, afdeling, ploeg
supervisor: vorgesetzter, vorgesetzte, vorgesetzte r, fuhrungskraft, teamleiter, teamleiterin, teamleitung, responsable, superieur, superieur hierarchique, jefe, jefa, jefe directo, responsabile, superiore, capo, chefia, superior, gestor, encarregado, leidinggevende, teamleider
start: eintritt, eintritt am, eintrittsdatum, eintrittstag, einstellung, einstellungsdatum, eingestellt am, beginn, beginn am, startdatum, starttag, erster tag, dienstantritt, dienstbeginn, arbeitsbeginn, ausbildungsbeginn, tatigkeitsbeginn, seit, entree, date d entree, embauche, date d embauche, debut, date de debut, arrivee, date d arrivee, premier jour, depuis, ingreso, fecha de ingreso, inicio, fecha de inicio, alta, fecha de alta, incorporacion, fecha de incorporacion, fecha de contratacion, primer dia, desde, assunzione, data assunzione, data di assunzione, inizio, data inizio, data di inizio, ingresso, data di ingresso, primo giorno, dal, admissao, data de admissao, data de inicio, entrada, data de entrada, data de contratacao, primeiro dia, in dienst, in dienst sinds, datum in dienst, indiensttreding, datum indiensttreding, begindatum, ingangsdatum, eerste dag, sinds
reason: grund, begrundung, motif, raison, motivo, razon, razao, reden
`
	registerHeaders = personHeaders + `
competency: kompetenz, aufgabe, tatigkeit, fertigkeit, arbeitsschritt, lerninhalt, competence, tache, activite, savoir faire, competencia, tarea, actividad, habilidad, competenza, attivita, compito, abilita, tarefa, atividade, competentie, taak, vaardigheid, activiteit, handeling
code: nr, nummer, kennziffer, numero, reference, codigo, codice
title: titel, bezeichnung, beschreibung, titre, intitule, libelle, titulo, descripcion, titolo, descrizione, descricao, omschrijving, beschrijving
date: datum, tag, abgenommen am, abnahme am, abnahmedatum, datum der abnahme, gepruft am, prufdatum, prufungsdatum, unterschrieben am, bestatigt am, freigegeben am, erledigt am, unterwiesen am, jour, valide le, date de validation, evalue le, date d evaluation, signe le, date de signature, fecha, dia, firmado el, fecha de firma, evaluado el, fecha de evaluacion, validado el, fecha de validacion, data, giorno, firmato il, data firma, valutato il, data valutazione, data di valutazione, assinado em, data de assinatura, avaliado em, data de avaliacao, data da avaliacao, dag, afgetekend op, getekend op, beoordeeld op, datum aftekening, datum beoordeling
mentor: ausbilder, ausbilderin, ausbilder in, prufer, pruferin, prufer in, anleiter, anleiterin, anleiter in, praxisanleiter, praxisanleiterin, meister, abgenommen von, abgenommen durch, abnahme durch, gepruft von, gepruft durch, bestatigt von, bestatigt durch, freigegeben von, freigegeben durch, unterwiesen von, unterwiesen durch, unterschrieben von, unterschrift, handzeichen, kurzel, paraphe, formateur, formatrice, tuteur, tutrice, evaluateur, evaluatrice, valide par, evalue par, signe par, visa, initiales, formador, formadora, evaluador, evaluadora, firmado por, evaluado por, validado por, firma, iniciales, formatore, istruttore, tutor, valutatore, firmato da, valutato da, sigla, iniziali, instrutor, avaliador, orientador, assinado por, avaliado por, validado por, assinatura, rubrica, iniciais, praktijkopleider, begeleider, beoordelaar, opleider, afgetekend door, getekend door, beoordeeld door, handtekening, paraaf, initialen
outcome: ergebnis, resultat, bewertung, beurteilung, kompetent, bestanden, erfullt, evaluation, acquis, statut, resultado, evaluacion, estado, apto, risultato, esito, valutazione, stato, idoneo, avaliacao, situacao, resultaat, uitslag, beoordeling, oordeel, behaald
level: stufe, kompetenzstufe, niveau, grad, degre, nivel, puntuacion, calificacion, livello, grado, punteggio, classificacao, pontuacao, cijfer
note: bemerkung, bemerkungen, anmerkung, anmerkungen, notiz, notizen, kommentar, kommentare, hinweis, remarque, remarques, commentaire, commentaires, observation, observations, nota, notas, observacion, observaciones, comentario, comentarios, osservazione, osservazioni, commento, commenti, observacao, observacoes, opmerking, opmerkingen, notitie, toelichting
role: rolle, funktion, beruf, poste, fonction, puesto, cargo, rol, ruolo, mansione, funcao, functie
`
)

// alsoCalled adds what columns are headed in other languages, lines of a field and its words.
func alsoCalled(fields []grid.Field, headers string) []grid.Field {
	for line := range strings.Lines(headers) {
		name, words, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if i := slices.IndexFunc(fields, func(f grid.Field) bool { return f.Name == name }); i >= 0 {
			fields[i].Also = append(fields[i].Also, strings.Split(words, ", ")...)
		}
	}
	return fields
}

// fullName is the name of a row: in one column, in which a comma may put the last name first, or in those of
// first and last names. One of these beside a column of names is the other part, unless that holds it already:
// "Name" and "Vorname".
func fullName(value func(field string) string) string {
	name, first, last := value("name"), value("first"), value("last")
	if before, after, inverted := strings.Cut(name, ", "); inverted && !strings.Contains(after, ",") {
		name = after + " " + before
	}
	has := func(part string) bool {
		return strings.Contains(" "+strings.ToLower(name)+" ", " "+strings.ToLower(part)+" ")
	}
	switch {
	case name == "":
		return strings.TrimSpace(first + " " + last)
	case first != "" && last == "" && !has(first):
		return first + " " + name
	case last != "" && first == "" && !has(last):
		return name + " " + last
	}
	return name
}
