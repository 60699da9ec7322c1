<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AmqpProbing</name>
    <message>
        <source>the broker refused</source>
        <translation>der Broker hat abgelehnt</translation>
    </message>
    <message>
        <source>port %1: %2</source>
        <translation>Port %1: %2</translation>
    </message>
    <message>
        <source>log-in as %1: %2</source>
        <translation>Anmeldung als %1: %2</translation>
    </message>
</context>
<context>
    <name>Broker</name>
    <message>
        <source>The broker&apos;s definitions are no JSON object: %1, at byte %2.</source>
        <translation>Die Definitionen des Brokers sind kein JSON-Objekt: %1, bei Byte %2.</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>&quot;%1&quot; is not finished after %2 s and goes on. %3</source>
        <translation>„%1“ ist nach %2 s nicht fertig und läuft weiter. %3</translation>
    </message>
    <message>
        <source>Say how it is used.</source>
        <translation>Sagt, wie es benutzt wird.</translation>
    </message>
    <message>
        <source>Print JSON.</source>
        <translation>JSON ausgeben.</translation>
    </message>
    <message>
        <source>The stack&apos;s Compose file (or SIGNALBOX_STACK).</source>
        <translation>Die Compose-Datei des Stacks (oder SIGNALBOX_STACK).</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Where the stack keeps its data (or SIGNALBOX_STATE_DIR).</source>
        <translation>Wo der Stack seine Daten hält (oder SIGNALBOX_STATE_DIR).</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>Where its control socket is (or SIGNALBOX_RUNTIME_DIR).</source>
        <translation>Wo sein Control-Socket liegt (oder SIGNALBOX_RUNTIME_DIR).</translation>
    </message>
    <message>
        <source>--%1 takes a whole number from 1, not &quot;%2&quot;.</source>
        <translation>--%1 nimmt eine ganze Zahl ab 1, nicht „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no duration. Write 500ms, 5s or 2m.</source>
        <translation>„%1“ ist keine Dauer. Schreiben Sie 500ms, 5s oder 2m.</translation>
    </message>
    <message>
        <source>Usage: signalboxctl %1 [options] %2</source>
        <translation>Aufruf: signalboxctl %1 [Optionen] %2</translation>
    </message>
    <message>
        <source>Usage: signalboxctl COMMAND [options]

%1

signalboxctl COMMAND --help says more.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no daemon or held by another, 4 not in time.</source>
        <translation>Aufruf: signalboxctl BEFEHL [Optionen]

%1

signalboxctl BEFEHL --help sagt mehr.
Exit-Codes: 0 getan, 1 fehlgeschlagen, 2 falscher Aufruf, 3 kein Daemon oder von einem anderen gehalten, 4 nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>start the daemon and the stack</source>
        <translation>Daemon und Stack starten</translation>
    </message>
    <message>
        <source>stop the stack and the daemon</source>
        <translation>Stack und Daemon stoppen</translation>
    </message>
    <message>
        <source>start services with what they need</source>
        <translation>Dienste starten, mit dem, was sie brauchen</translation>
    </message>
    <message>
        <source>stop services and what needs them</source>
        <translation>Dienste stoppen und die, die sie brauchen</translation>
    </message>
    <message>
        <source>restart one service</source>
        <translation>einen Dienst neu starten</translation>
    </message>
    <message>
        <source>the state of every service, with its reason</source>
        <translation>der Zustand jedes Dienstes, mit Grund</translation>
    </message>
    <message>
        <source>addresses, files and, when asked, passwords</source>
        <translation>Adressen, Dateien und auf Wunsch Passwörter</translation>
    </message>
    <message>
        <source>send a request through the edge</source>
        <translation>eine Anfrage durch den Edge senden</translation>
    </message>
    <message>
        <source>what a request caused, step by step</source>
        <translation>was eine Anfrage bewirkt hat, Schritt für Schritt</translation>
    </message>
    <message>
        <source>the log lines of all services, merged</source>
        <translation>die Logzeilen aller Dienste, zusammengeführt</translation>
    </message>
    <message>
        <source>the newest traces, or the spans of one</source>
        <translation>die neuesten Traces oder die Spans eines Traces</translation>
    </message>
    <message>
        <source>start, send, follow, take pictures, stop</source>
        <translation>starten, senden, verfolgen, Bilder machen, stoppen</translation>
    </message>
    <message>
        <source>look after the daemon itself</source>
        <translation>sich um den Daemon selbst kümmern</translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot;. signalboxctl --help lists them.</source>
        <translation>Es gibt keinen Befehl „%1“. signalboxctl --help listet sie auf.</translation>
    </message>
    <message>
        <source>The daemon does not answer on %1.</source>
        <translation>Der Daemon antwortet nicht auf %1.</translation>
    </message>
    <message>
        <source>The daemon did not answer.</source>
        <translation>Der Daemon hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>signalboxd %1 runs the stack &quot;%2&quot; as process %3 and listens on %4.</source>
        <translation>signalboxd %1 führt den Stack „%2“ als Prozess %3 aus und lauscht auf %4.</translation>
    </message>
    <message>
        <source>The program signalboxd is not beside this one.</source>
        <translation>Das Programm signalboxd liegt nicht neben diesem.</translation>
    </message>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation>%1 kann nicht gestartet werden: %2.</translation>
    </message>
    <message>
        <source>daemon takes status, run or stop, not &quot;%1&quot;.</source>
        <translation>daemon nimmt status, run oder stop, nicht „%1“.</translation>
    </message>
    <message>
        <source>stack ready after %1 s</source>
        <translation>Stack bereit nach %1 s</translation>
    </message>
    <message>
        <source>The stack file has no x-signalbox.demo: there is nothing to show.</source>
        <translation>Die Stack-Datei hat kein x-signalbox.demo: Es gibt nichts zu zeigen.</translation>
    </message>
    <message>
        <source>No step of x-signalbox.demo says &quot;follow: true&quot;.</source>
        <translation>Kein Schritt von x-signalbox.demo sagt „follow: true“.</translation>
    </message>
    <message>
        <source>journey of trace %1</source>
        <translation>Weg des Traces %1</translation>
    </message>
    <message>
        <source>The journey did not reach its end. %1</source>
        <translation>Der Weg ist nicht zu Ende gegangen. %1</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) in %1</source>
        <translation>
            <numerusform>%n Bild in %1</numerusform>
            <numerusform>%n Bilder in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The daemon, process %1, has not ended yet.</source>
        <translation>Der Daemon, Prozess %1, ist noch nicht beendet.</translation>
    </message>
    <message>
        <source>stack down</source>
        <translation>Stack gestoppt</translation>
    </message>
    <message>
        <source>Where the pictures go.</source>
        <translation>Wohin die Bilder kommen.</translation>
    </message>
    <message>
        <source>Take no pictures.</source>
        <translation>Keine Bilder machen.</translation>
    </message>
    <message>
        <source>Leave the stack up.</source>
        <translation>Den Stack laufen lassen.</translation>
    </message>
    <message>
        <source>How long the stack may take to be ready.</source>
        <translation>Wie lange der Stack brauchen darf, bis er bereit ist.</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>ZEIT</translation>
    </message>
    <message>
        <source>The program signalbox is not beside this one: no pictures were taken.</source>
        <translation>Das Programm signalbox liegt nicht neben diesem: Es wurden keine Bilder gemacht.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The window did not finish its pictures in time.</source>
        <translation>Das Fenster ist mit seinen Bildern nicht rechtzeitig fertig geworden.</translation>
    </message>
    <message>
        <source>The window could not take its pictures.</source>
        <translation>Das Fenster konnte seine Bilder nicht machen.</translation>
    </message>
    <message>
        <source>The window wrote no picture to %1.</source>
        <translation>Das Fenster hat kein Bild nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was answered with %2 instead of %3.</source>
        <translation>„%1“ wurde mit %2 statt %3 beantwortet.</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>Es kam rechtzeitig keine Antwort.</translation>
    </message>
    <message>
        <source>The demo uses ${%1}, which no earlier step saved. Correct x-signalbox.demo in the stack file.</source>
        <translation>Die Demo benutzt ${%1}, das kein früherer Schritt gespeichert hat. Berichtigen Sie x-signalbox.demo in der Stack-Datei.</translation>
    </message>
    <message>
        <source>The answer to &quot;%1&quot; has no %2.</source>
        <translation>Die Antwort auf „%1“ hat kein %2.</translation>
    </message>
    <message>
        <source>With the URLs of databases and broker, which hold passwords.</source>
        <translation>Mit den URLs von Datenbanken und Broker, die Passwörter enthalten.</translation>
    </message>
    <message>
        <source>Wait until it is complete; exit with 4 if it does not become so.</source>
        <translation>Warten, bis er vollständig ist; Exit mit 4, wenn er es nicht wird.</translation>
    </message>
    <message>
        <source>journey takes one id: of a trace, an event, or a correlation.</source>
        <translation>journey nimmt eine Kennung: eines Traces, eines Ereignisses oder einer Korrelation.</translation>
    </message>
    <message>
        <source>still</source>
        <translation>noch</translation>
    </message>
    <message>
        <source>--level takes trace, debug, info, warn, error or fatal.</source>
        <translation>--level nimmt trace, debug, info, warn, error oder fatal.</translation>
    </message>
    <message>
        <source>Go on with what arrives.</source>
        <translation>Mit dem weitermachen, was ankommt.</translation>
    </message>
    <message>
        <source>How many of the newest.</source>
        <translation>Wie viele der neuesten.</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>At least this level.</source>
        <translation>Mindestens diese Stufe.</translation>
    </message>
    <message>
        <source>LEVEL</source>
        <translation>STUFE</translation>
    </message>
    <message>
        <source>With this text in it, whatever its case.</source>
        <translation>Mit diesem Text darin, groß oder klein.</translation>
    </message>
    <message>
        <source>TEXT</source>
        <translation>TEXT</translation>
    </message>
    <message>
        <source>Of this trace.</source>
        <translation>Von diesem Trace.</translation>
    </message>
    <message>
        <source>TRACE-ID</source>
        <translation>TRACE-ID</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, Zeile %2: %3</translation>
    </message>
    <message>
        <source>there is no request; it begins with a line like &quot;POST /path&quot;.</source>
        <translation>es steht keine Anfrage da; sie beginnt mit einer Zeile wie „POST /pfad“.</translation>
    </message>
    <message>
        <source>expected a method and a URL, like &quot;POST /path&quot;.</source>
        <translation>erwartet werden Methode und URL, wie „POST /pfad“.</translation>
    </message>
    <message>
        <source>expected a header, like &quot;Name: value&quot;.</source>
        <translation>erwartet wird ein Header, wie „Name: Wert“.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>-H takes &quot;Name: value&quot;, not &quot;%1&quot;.</source>
        <translation>-H nimmt „Name: Wert“, nicht „%1“.</translation>
    </message>
    <message>
        <source>time   %1 = dns %2 + connect %3 + tls %4 + send %5 + wait %6 + receive %7</source>
        <translation>Zeit   %1 = DNS %2 + Verbinden %3 + TLS %4 + Senden %5 + Warten %6 + Empfangen %7</translation>
    </message>
    <message>
        <source>trace  %1</source>
        <translation>Trace  %1</translation>
    </message>
    <message>
        <source>The method; GET, or POST with -d.</source>
        <translation>Die Methode; GET, oder POST mit -d.</translation>
    </message>
    <message>
        <source>METHOD</source>
        <translation>METHODE</translation>
    </message>
    <message>
        <source>A header; may be repeated.</source>
        <translation>Ein Header; darf mehrfach stehen.</translation>
    </message>
    <message>
        <source>NAME: VALUE</source>
        <translation>NAME: WERT</translation>
    </message>
    <message>
        <source>The body; @FILE reads it, @- from stdin.</source>
        <translation>Der Body; @DATEI liest sie, @- von stdin.</translation>
    </message>
    <message>
        <source>DATA</source>
        <translation>DATEN</translation>
    </message>
    <message>
        <source>What a path is below; the edge&apos;s URL.</source>
        <translation>Worunter ein Pfad liegt; die URL des Edge.</translation>
    </message>
    <message>
        <source>BASE</source>
        <translation>BASIS</translation>
    </message>
    <message>
        <source>No Idempotency-Key on POST and PATCH.</source>
        <translation>Kein Idempotency-Key bei POST und PATCH.</translation>
    </message>
    <message>
        <source>Exit with 1 on a status of 400 or more.</source>
        <translation>Exit mit 1 bei einem Status ab 400.</translation>
    </message>
    <message>
        <source>How long the exchange may take.</source>
        <translation>Wie lange der Austausch dauern darf.</translation>
    </message>
    <message>
        <source>send takes one URL, path or request file.</source>
        <translation>send nimmt eine URL, einen Pfad oder eine Anfragedatei.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a path and this stack has no edge. Write the whole URL.</source>
        <translation>„%1“ ist ein Pfad, und dieser Stack hat keinen Edge. Schreiben Sie die ganze URL.</translation>
    </message>
    <message>
        <source>Last lines of %1:</source>
        <translation>Letzte Zeilen von %1:</translation>
    </message>
    <message>
        <source>ordered</source>
        <translation>angeordnet</translation>
    </message>
    <message>
        <source>See signalboxctl status for what comes of it.</source>
        <translation>signalboxctl status sagt, was daraus wird.</translation>
    </message>
    <message>
        <source>Return when the order was taken.</source>
        <translation>Zurückkehren, sobald die Anordnung angenommen ist.</translation>
    </message>
    <message>
        <source>How long to wait for the observed end.</source>
        <translation>Wie lange auf das beobachtete Ende gewartet wird.</translation>
    </message>
    <message>
        <source>Return when every service is ready, or one gave up.</source>
        <translation>Zurückkehren, wenn jeder Dienst bereit ist oder einer aufgegeben hat.</translation>
    </message>
    <message>
        <source>How long to wait.</source>
        <translation>Wie lange gewartet wird.</translation>
    </message>
    <message>
        <source>restart takes one service.</source>
        <translation>restart nimmt einen Dienst.</translation>
    </message>
    <message>
        <source>Nothing was running.</source>
        <translation>Es lief nichts.</translation>
    </message>
    <message>
        <source>Stack and daemon are down.</source>
        <translation>Stack und Daemon sind beendet.</translation>
    </message>
    <message>
        <source>SERVICE</source>
        <translation>DIENST</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ZUSTAND</translation>
    </message>
    <message>
        <source>SINCE</source>
        <translation>SEIT</translation>
    </message>
    <message>
        <source>RESTARTS</source>
        <translation>NEUSTARTS</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>MEMORY</source>
        <translation>SPEICHER</translation>
    </message>
    <message>
        <source>PORTS</source>
        <translation>PORTS</translation>
    </message>
    <message>
        <source>REASON</source>
        <translation>GRUND</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation>
            <numerusform>%n Span</numerusform>
            <numerusform>%n Spans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>With a span of this service.</source>
        <translation>Mit einem Span dieses Dienstes.</translation>
    </message>
    <message>
        <source>With this text in the name of a span.</source>
        <translation>Mit diesem Text im Namen eines Spans.</translation>
    </message>
    <message>
        <source>That took at least this long.</source>
        <translation>Die mindestens so lange dauerten.</translation>
    </message>
    <message>
        <source>With an error.</source>
        <translation>Mit einem Fehler.</translation>
    </message>
    <message>
        <source>The daemon did not start in time.</source>
        <translation>Der Daemon ist nicht rechtzeitig gestartet.</translation>
    </message>
    <message>
        <source>%1 has no use for &quot;%2&quot;.</source>
        <translation>%1 kann mit „%2“ nichts anfangen.</translation>
    </message>
    <message>
        <source>The same as the name alone.</source>
        <translation>Dasselbe wie der Name allein.</translation>
    </message>
    <message>
        <source>the series that were measured, or their points</source>
        <translation>die gemessenen Reihen oder ihre Punkte</translation>
    </message>
    <message>
        <source>%1 observations</source>
        <translation>%1 Beobachtungen</translation>
    </message>
    <message>
        <source>, mean %1</source>
        <translation>, im Mittel %1</translation>
    </message>
    <message>
        <source>, p95 %1</source>
        <translation>, p95 %1</translation>
    </message>
    <message>
        <source>LABELS</source>
        <translation>LABELS</translation>
    </message>
    <message>
        <source>TYPE</source>
        <translation>TYP</translation>
    </message>
    <message>
        <source>VALUE</source>
        <translation>WERT</translation>
    </message>
    <message>
        <source>%1 of %2 series; a filter or -n shows others.</source>
        <translation>%1 von %2 Reihen; ein Filter oder -n zeigt andere.</translation>
    </message>
    <message>
        <source>No metrics have come in yet.</source>
        <translation>Es sind noch keine Metriken eingetroffen.</translation>
    </message>
    <message>
        <source>No series matches. Without a filter all of them are listed.</source>
        <translation>Keine Reihe passt. Ohne Filter werden alle aufgeführt.</translation>
    </message>
    <message>
        <source>Go on with the points that arrive.</source>
        <translation>Mit den eintreffenden Punkten weitermachen.</translation>
    </message>
    <message>
        <source>The points of the series, not only their newest.</source>
        <translation>Die Punkte der Reihen, nicht nur ihr neuester.</translation>
    </message>
    <message>
        <source>Points of so long.</source>
        <translation>Punkte dieser Zeitspanne.</translation>
    </message>
    <message>
        <source>At most so many series.</source>
        <translation>Höchstens so viele Reihen.</translation>
    </message>
    <message>
        <source>the last at %1, without the key that signalboxctl info shows as otlp_headers</source>
        <translation>der letzte um %1, ohne den Schlüssel, den signalboxctl info als otlp_headers zeigt</translation>
    </message>
    <message>
        <source>the last at %1, by a page in a browser</source>
        <translation>der letzte um %1, von einer Seite in einem Browser</translation>
    </message>
    <message>
        <source>the last at %1, for a foreign host</source>
        <translation>der letzte um %1, für einen fremden Host</translation>
    </message>
    <message>
        <source>Telemetry: %1 spans, %2 log lines, %3 data points in %4 series; %5 of %6.</source>
        <translation>Telemetrie: %1 Spans, %2 Logzeilen, %3 Datenpunkte in %4 Reihen; %5 von %6.</translation>
    </message>
    <message>
        <source>Exports refused: %1, %2.</source>
        <translation>Abgewiesene Exporte: %1, %2.</translation>
    </message>
    <message>
        <source>Exports that were no OTLP: %1.</source>
        <translation>Exporte, die kein OTLP waren: %1.</translation>
    </message>
    <message>
        <source>Records within exports that could not be kept: %1.</source>
        <translation>Einträge in Exporten, die nicht aufgehoben werden konnten: %1.</translation>
    </message>
    <message>
        <source>Exports that were asked to come again: %1.</source>
        <translation>Exporte, die wiederkommen sollen: %1.</translation>
    </message>
    <message>
        <source>Dropped: %1 %2 of %3 (%4).</source>
        <translation>Verworfen: %1 %2 von %3 (%4).</translation>
    </message>
</context>
<context>
    <name>Confinement</name>
    <message>
        <source>program %1 is missing: %2 does not exist or cannot be executed</source>
        <translation>das Programm %1 fehlt: %2 gibt es nicht oder lässt sich nicht ausführen</translation>
    </message>
    <message>
        <source>the folder %1 cannot be created; check who may write there</source>
        <translation>der Ordner %1 kann nicht angelegt werden; prüfen Sie, wer dort schreiben darf</translation>
    </message>
    <message>
        <source>%1 cannot be given to the account %2</source>
        <translation>%1 kann dem Konto %2 nicht übergeben werden</translation>
    </message>
    <message>
        <source>the account %1 cannot reach %2, because %3 is closed to it; use another state folder (--state-dir)</source>
        <translation>das Konto %1 erreicht %2 nicht, weil %3 ihm verschlossen ist; benutzen Sie einen anderen Zustandsordner (--state-dir)</translation>
    </message>
    <message>
        <source>%1 cannot be copied to %2 for the account %3</source>
        <translation>%1 kann nicht nach %2 kopiert werden, für das Konto %3</translation>
    </message>
</context>
<context>
    <name>Control</name>
    <message>
        <source>The control socket carried a message that is not JSON-RPC 2.0.</source>
        <translation>Auf dem Control-Socket kam eine Nachricht, die kein JSON-RPC 2.0 ist.</translation>
    </message>
</context>
<context>
    <name>DaemonLock</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>The lock file %1 cannot be opened: %2. Check the folder&apos;s permissions and the free space.</source>
        <translation>Die Sperrdatei %1 kann nicht geöffnet werden: %2. Prüfen Sie die Rechte des Ordners und den freien Platz.</translation>
    </message>
    <message>
        <source>The stack &quot;%1&quot; is held by another daemon, process %2. Use it with signalboxctl, or end it with signalboxctl down.</source>
        <translation>Der Stack „%1“ wird von einem anderen Daemon gehalten, Prozess %2. Benutzen Sie ihn mit signalboxctl, oder beenden Sie ihn mit signalboxctl down.</translation>
    </message>
    <message>
        <source>The lock file %1 cannot be written: %2.</source>
        <translation>Die Sperrdatei %1 kann nicht geschrieben werden: %2.</translation>
    </message>
</context>
<context>
    <name>Guarantees</name>
    <message>
        <source>it did not end in time</source>
        <translation>es endete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>it failed</source>
        <translation>es ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Every process runs in a PID namespace of its own and ends with the daemon.</source>
        <translation>Jeder Prozess läuft in einem eigenen PID-Namensraum und endet mit dem Daemon.</translation>
    </message>
    <message>
        <source>The program %1 is missing, without which services cannot be run here. Build or install Signalbox again.</source>
        <translation>Das Programm %1 fehlt, ohne das hier keine Dienste laufen können. Bauen oder installieren Sie Signalbox neu.</translation>
    </message>
    <message>
        <source>A reaper beside each process ends it with the daemon.</source>
        <translation>Ein Wächter neben jedem Prozess beendet ihn mit dem Daemon.</translation>
    </message>
    <message>
        <source>The program bwrap is missing; install the package bubblewrap.</source>
        <translation>Das Programm bwrap fehlt; installieren Sie das Paket bubblewrap.</translation>
    </message>
    <message>
        <source>(PID namespaces need the package bubblewrap.)</source>
        <translation>(PID-Namensräume brauchen das Paket bubblewrap.)</translation>
    </message>
    <message>
        <source>(PID namespaces are not available here: %1.)</source>
        <translation>(PID-Namensräume gibt es hier nicht: %1.)</translation>
    </message>
    <message>
        <source>SIGNALBOX_GUARANTEE is “%1”; expected namespaces or reaper.</source>
        <translation>SIGNALBOX_GUARANTEE ist „%1“; erwartet wird namespaces oder reaper.</translation>
    </message>
</context>
<context>
    <name>Http</name>
    <message>
        <source>while its name was looked up</source>
        <translation>während der Name aufgelöst wurde</translation>
    </message>
    <message>
        <source>while connecting</source>
        <translation>beim Verbinden</translation>
    </message>
    <message>
        <source>during the TLS handshake</source>
        <translation>beim TLS-Handshake</translation>
    </message>
    <message>
        <source>while the request was sent</source>
        <translation>während die Anfrage gesendet wurde</translation>
    </message>
    <message>
        <source>while waiting for the response</source>
        <translation>während auf die Antwort gewartet wurde</translation>
    </message>
    <message>
        <source>while the response was received</source>
        <translation>während die Antwort empfangen wurde</translation>
    </message>
    <message>
        <source>%1 gave no complete answer within %2 s (%3). Look at its state and log, or raise the timeout.</source>
        <translation>%1 gab innerhalb von %2 s keine vollständige Antwort (%3). Sehen Sie sich Zustand und Log an, oder erhöhen Sie das Zeitlimit.</translation>
    </message>
    <message>
        <source>The name %1 cannot be resolved (port %2). Check the host in the URL.</source>
        <translation>Der Name %1 lässt sich nicht auflösen (Port %2). Prüfen Sie den Host in der URL.</translation>
    </message>
    <message>
        <source>Nothing answers on %1: the connection was refused. Start the stack, or check the port.</source>
        <translation>Auf %1 antwortet nichts: Die Verbindung wurde abgelehnt. Starten Sie den Stack, oder prüfen Sie den Port.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted, so nothing was sent. Give the CA file that signed it, or check the host name.</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut, darum wurde nichts gesendet. Geben Sie die CA-Datei an, die es signiert hat, oder prüfen Sie den Hostnamen.</translation>
    </message>
    <message>
        <source>The CA file for %1 cannot be read. Start the stack once, which writes it, or name another.</source>
        <translation>Die CA-Datei für %1 kann nicht gelesen werden. Starten Sie den Stack einmal, dann wird sie geschrieben, oder nennen Sie eine andere.</translation>
    </message>
    <message>
        <source>The TLS handshake with %1 failed. Check that this port speaks https.</source>
        <translation>Der TLS-Handshake mit %1 ist fehlgeschlagen. Prüfen Sie, ob dieser Port https spricht.</translation>
    </message>
    <message>
        <source>The URL cannot be used. Write it as https://host:port/path or http://host:port/path.</source>
        <translation>Die URL ist nicht brauchbar. Schreiben Sie sie als https://host:port/pfad oder http://host:port/pfad.</translation>
    </message>
    <message>
        <source>The response of %1 is larger than can be kept in memory; it was cut off. Ask for less.</source>
        <translation>Die Antwort von %1 ist größer, als im Speicher gehalten werden kann; sie wurde abgeschnitten. Fragen Sie nach weniger.</translation>
    </message>
    <message>
        <source>%1 closed the connection %2. Look at its log and try again.</source>
        <translation>%1 hat die Verbindung geschlossen, %2. Sehen Sie in sein Log und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The method is empty or spans lines. Use GET, POST, PATCH …</source>
        <translation>Die Methode ist leer oder geht über mehrere Zeilen. Nehmen Sie GET, POST, PATCH …</translation>
    </message>
    <message>
        <source>The header &quot;%1&quot; is empty, has a colon in its name or spans lines.</source>
        <translation>Der Header „%1“ ist leer, hat einen Doppelpunkt im Namen oder geht über mehrere Zeilen.</translation>
    </message>
</context>
<context>
    <name>MapGraph</name>
    <message>
        <source>%1 db</source>
        <translation>DB %1</translation>
    </message>
    <message>
        <source>outbox</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>%1 exchange</source>
        <translation>%1-Exchange</translation>
    </message>
    <message>
        <source>no consumer</source>
        <translation>kein Abnehmer</translation>
    </message>
    <message>
        <source>%1, %2 % err</source>
        <translation>%1, %2 % Fehler</translation>
    </message>
    <message>
        <source>%1 p95 %2</source>
        <translation>%1 p95 %2</translation>
    </message>
</context>
<context>
    <name>MapInspection</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Bound to</source>
        <translation>Gebunden an</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>(every message)</source>
        <translation>(jede Nachricht)</translation>
    </message>
    <message>
        <source>Consumed by</source>
        <translation>Abgenommen von</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) gave up here</source>
        <translation>
            <numerusform>%n Nachricht hat hier aufgegeben</numerusform>
            <numerusform>%n Nachrichten haben hier aufgegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>filling: nobody consumes</source>
        <translation>füllt sich: niemand nimmt ab</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n Nachricht wartet</numerusform>
            <numerusform>%n Nachrichten warten</numerusform>
        </translation>
    </message>
    <message>
        <source>empty, as it should be</source>
        <translation>leer, wie es sein soll</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>unacked</source>
        <translation>unbestätigt</translation>
    </message>
    <message>
        <source>consumers</source>
        <translation>Abnehmer</translation>
    </message>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>out</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>outbox of %1</source>
        <translation>Outbox von %1</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>oldest</source>
        <translation>älteste</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Benutzt von</translation>
    </message>
    <message>
        <source>Select something on the map to see how it is.</source>
        <translation>Wählen Sie etwas auf der Karte, um zu sehen, wie es ihm geht.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) that no queue is bound for</source>
        <translation>
            <numerusform>%n Nachricht, für die keine Warteschlange gebunden ist</numerusform>
            <numerusform>%n Nachrichten, für die keine Warteschlange gebunden ist</numerusform>
        </translation>
    </message>
    <message>
        <source>keeps the newest %1, which no service reads</source>
        <translation>behält die neuesten %1, die kein Dienst liest</translation>
    </message>
</context>
<context>
    <name>MapLayout</name>
    <message>
        <source>The map could not be laid out.</source>
        <translation>Die Karte ließ sich nicht anordnen.</translation>
    </message>
    <message>
        <source>The map could not be laid out: Graphviz has no layout engine &quot;dot&quot;. Install the package graphviz.</source>
        <translation>Die Karte ließ sich nicht anordnen: Graphviz hat kein Layout „dot“. Installieren Sie das Paket graphviz.</translation>
    </message>
</context>
<context>
    <name>MapText</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>not observed</source>
        <translation>nicht beobachtet</translation>
    </message>
    <message>
        <source>%1 pending · %2 dead</source>
        <translation>%1 offen · %2 tot</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>%1 pending · %2</source>
        <translation>%1 offen · %2</translation>
    </message>
    <message>
        <source>%1 dead</source>
        <translation>%1 tot</translation>
    </message>
    <message>
        <source>%1 · %2 in work</source>
        <translation>%1 · %2 in Arbeit</translation>
    </message>
    <message>
        <source>%1 ready</source>
        <translation>%1 bereit</translation>
    </message>
</context>
<context>
    <name>MetricText</name>
    <message>
        <source>Quantiles</source>
        <translation>Quantile</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>share of the requests</source>
        <translation>Anteil an den Anfragen</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Observations</source>
        <translation>Beobachtungen</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
</context>
<context>
    <name>Otlp</name>
    <message>
        <source>The body is no valid gzip.</source>
        <translation>Der Body ist kein gültiges gzip.</translation>
    </message>
    <message>
        <source>The unpacked body is too large.</source>
        <translation>Der entpackte Body ist zu groß.</translation>
    </message>
    <message>
        <source>The body is no ExportTraceServiceRequest.</source>
        <translation>Der Body ist kein ExportTraceServiceRequest.</translation>
    </message>
    <message>
        <source>No port on 127.0.0.1 is free to receive telemetry.</source>
        <translation>Kein Port auf 127.0.0.1 ist frei, um Telemetrie zu empfangen.</translation>
    </message>
    <message>
        <source>No port on 127.0.0.1 is free to receive telemetry by gRPC.</source>
        <translation>Kein Port auf 127.0.0.1 ist frei, um Telemetrie per gRPC zu empfangen.</translation>
    </message>
    <message>
        <source>The body is no OTLP JSON: %1</source>
        <translation>Der Body ist kein OTLP-JSON: %1</translation>
    </message>
    <message>
        <source>The body is no ExportLogsServiceRequest.</source>
        <translation>Der Body ist kein ExportLogsServiceRequest.</translation>
    </message>
    <message>
        <source>The body is no ExportMetricsServiceRequest.</source>
        <translation>Der Body ist kein ExportMetricsServiceRequest.</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>The outbox of %1 cannot be read: %2.</source>
        <translation>Die Outbox von %1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>the table %1 does not exist</source>
        <translation>die Tabelle %1 gibt es nicht</translation>
    </message>
    <message>
        <source>the database does not answer</source>
        <translation>die Datenbank antwortet nicht</translation>
    </message>
</context>
<context>
    <name>PostgresProbing</name>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>The certificate in %1 cannot be renewed: %2 Remove the folder to begin anew.</source>
        <translation>Das Zertifikat in %1 kann nicht erneuert werden: %2 Entfernen Sie den Ordner, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Stop it, or set %1 to another port.</source>
        <translation>Beenden Sie ihn, oder setzen Sie %1 auf einen anderen Port.</translation>
    </message>
    <message>
        <source>Port %1 (%2 of %3) is taken.</source>
        <translation>Port %1 (%2 von %3) ist belegt.</translation>
    </message>
    <message>
        <source>Port %1 (%2 of %3) is taken by a process of the user with the id %4.</source>
        <translation>Port %1 (%2 von %3) ist von einem Prozess des Benutzers mit der Kennung %4 belegt.</translation>
    </message>
    <message>
        <source>Port %1 (%2 of %3) is taken by %4 (process %5).</source>
        <translation>Port %1 (%2 von %3) ist von %4 (Prozess %5) belegt.</translation>
    </message>
    <message>
        <source>The variables fix one port, %1, for %2 and for %3. Change one of them.</source>
        <translation>Die Variablen legen denselben Port, %1, für %2 und für %3 fest. Ändern Sie eine davon.</translation>
    </message>
    <message>
        <source>No port is free for %1 between %2 and %3.</source>
        <translation>Für %1 ist zwischen %2 und %3 kein Port frei.</translation>
    </message>
    <message>
        <source>%1 cannot start: its program %2 is missing. Build it first.</source>
        <translation>%1 kann nicht starten: Sein Programm %2 fehlt. Bauen Sie es zuerst.</translation>
    </message>
    <message>
        <source>%1 cannot start: its program “%2” is neither in %3 nor on PATH. Build it first (./installer/bootstrap.sh build).</source>
        <translation>%1 kann nicht starten: Sein Programm „%2“ liegt weder in %3 noch auf PATH. Bauen Sie es zuerst (./installer/bootstrap.sh build).</translation>
    </message>
    <message>
        <source>%1 needs a port “metrics” or “http” in x-signalbox.native.ports: readiness is asked there.</source>
        <translation>%1 braucht einen Port „metrics“ oder „http“ in x-signalbox.native.ports: Dort wird nach der Bereitschaft gefragt.</translation>
    </message>
    <message>
        <source>migrate the database</source>
        <translation>die Datenbank migrieren</translation>
    </message>
    <message>
        <source>%1 needs the variable %2. Add it to x-signalbox.secrets in the stack file.</source>
        <translation>%1 braucht die Variable %2. Tragen Sie sie in x-signalbox.secrets der Stack-Datei ein.</translation>
    </message>
    <message>
        <source>%1 is not a JSON object, so the broker cannot load it: %2 at character %3.</source>
        <translation>%1 ist kein JSON-Objekt, darum kann der Broker es nicht laden: %2 bei Zeichen %3.</translation>
    </message>
    <message>
        <source>OpenSSL could not make a certificate.</source>
        <translation>OpenSSL konnte kein Zertifikat machen.</translation>
    </message>
    <message>
        <source>The authority&apos;s certificate or key is damaged.</source>
        <translation>Zertifikat oder Schlüssel der Zertifizierungsstelle ist beschädigt.</translation>
    </message>
    <message>
        <source>This is no certificate.</source>
        <translation>Das ist kein Zertifikat.</translation>
    </message>
    <message>
        <source>The certificate has no end.</source>
        <translation>Das Zertifikat hat kein Ende.</translation>
    </message>
    <message>
        <source>%1 has no x-signalbox.native in the stack file, so it cannot run without containers.</source>
        <translation>%1 hat in der Stack-Datei kein x-signalbox.native und kann darum ohne Container nicht laufen.</translation>
    </message>
    <message>
        <source>The data in %1 was made by PostgreSQL %2, which is not installed. Install it (apt-get install postgresql-%2), or remove the folder to begin anew.</source>
        <translation>Die Daten in %1 stammen von PostgreSQL %2, das nicht installiert ist. Installieren Sie es (apt-get install postgresql-%2), oder entfernen Sie den Ordner, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>PostgreSQL is missing. Install it: apt-get install postgresql-15.</source>
        <translation>PostgreSQL fehlt. Installieren Sie es: apt-get install postgresql-15.</translation>
    </message>
    <message>
        <source>create the database cluster</source>
        <translation>den Datenbank-Cluster anlegen</translation>
    </message>
    <message>
        <source>The new cluster could not be moved to %1. Remove that folder.</source>
        <translation>Der neue Cluster konnte nicht nach %1 verschoben werden. Entfernen Sie diesen Ordner.</translation>
    </message>
    <message>
        <source>prepare the database %1</source>
        <translation>die Datenbank %1 vorbereiten</translation>
    </message>
    <message>
        <source>%1 lists databases, so x-signalbox.native.config must name the SQL file that makes one of them with its roles.</source>
        <translation>%1 führt Datenbanken auf, darum muss x-signalbox.native.config die SQL-Datei nennen, die eine davon mit ihren Rollen anlegt.</translation>
    </message>
    <message>
        <source>write the configuration</source>
        <translation>die Konfiguration schreiben</translation>
    </message>
    <message>
        <source>The file %1 cannot be written: %2. Make room, or check who may write there.</source>
        <translation>Die Datei %1 kann nicht geschrieben werden: %2. Schaffen Sie Platz, oder prüfen Sie, wer dort schreiben darf.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>Die Datei %1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>RabbitMQ is missing. Install it: apt-get install rabbitmq-server.</source>
        <translation>RabbitMQ fehlt. Installieren Sie es: apt-get install rabbitmq-server.</translation>
    </message>
    <message>
        <source>SIGNALBOX_TRAEFIK names %1, which is no program.</source>
        <translation>SIGNALBOX_TRAEFIK nennt %1, das kein Programm ist.</translation>
    </message>
    <message>
        <source>Traefik %1 or newer is missing; Debian has no package of it. Run ./installer/bootstrap.sh deps, which gets it, or set SIGNALBOX_TRAEFIK to its program.</source>
        <translation>Traefik %1 oder neuer fehlt; Debian hat kein Paket davon. Rufen Sie ./installer/bootstrap.sh deps auf, das es holt, oder setzen Sie SIGNALBOX_TRAEFIK auf sein Programm.</translation>
    </message>
    <message>
        <source>%1 needs x-signalbox.native.config, the folder with its routes.</source>
        <translation>%1 braucht x-signalbox.native.config, den Ordner mit seinen Routen.</translation>
    </message>
    <message>
        <source>copy the certificate</source>
        <translation>das Zertifikat kopieren</translation>
    </message>
    <message>
        <source>The variable %1 is “%2”; expected a port from 1 to 65535.</source>
        <translation>Die Variable %1 ist „%2“; erwartet wird ein Port von 1 bis 65535.</translation>
    </message>
</context>
<context>
    <name>Scrape</name>
    <message>
        <source>the labels do not end, or there is no value</source>
        <translation>die Labels enden nicht, oder es gibt keinen Wert</translation>
    </message>
    <message>
        <source>the value is no number</source>
        <translation>der Wert ist keine Zahl</translation>
    </message>
    <message>
        <source>“%1” is no name with labels</source>
        <translation>„%1“ ist kein Name mit Labels</translation>
    </message>
    <message>
        <source>Line %1: %2.</source>
        <translation>Zeile %1: %2.</translation>
    </message>
    <message>
        <source>The metrics of %1 cannot be read entirely. %2</source>
        <translation>Die Metriken von %1 sind nicht ganz lesbar. %2</translation>
    </message>
</context>
<context>
    <name>ServiceInspection</name>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation>Letzte Zeilen</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>pid</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>started</source>
        <translation>gestartet</translation>
    </message>
    <message>
        <source>running for</source>
        <translation>läuft seit</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>last exit</source>
        <translation>letztes Ende</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation>Gebraucht von</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>outbox</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>%1 pending, %2 dead</source>
        <translation>%1 offen, %2 tot</translation>
    </message>
    <message>
        <source>%1 ready, %2 in work</source>
        <translation>%1 · %2 in Arbeit</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Select a service to see why it is in its state.</source>
        <translation>Wählen Sie einen Dienst, um zu sehen, warum er in seinem Zustand ist.</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>last seen: %1</source>
        <translation>zuletzt gesehen: %1</translation>
    </message>
</context>
<context>
    <name>ServiceMachine</name>
    <message>
        <source>was killed by %1</source>
        <translation>wurde durch %1 beendet</translation>
    </message>
    <message>
        <source>exited %1 (%2)</source>
        <translation>endete mit %1 (%2)</translation>
    </message>
    <message>
        <source>exited %1</source>
        <translation>endete mit %1</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>waiting for %1 to stop</source>
        <translation>wartet, bis %1 gestoppt ist</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>did not stop in time, is being killed</source>
        <translation>hielt nicht rechtzeitig an, wird abgebrochen</translation>
    </message>
    <message>
        <source>did not stop in time and was killed</source>
        <translation>hielt nicht rechtzeitig an und wurde abgebrochen</translation>
    </message>
    <message>
        <source>gave up after %1 failures in %2 s: %3</source>
        <translation>aufgegeben nach %1 Fehlschlägen in %2 s: %3</translation>
    </message>
    <message>
        <source>%1 Starts again in %2 s.</source>
        <translation>%1 Startet wieder in %2 s.</translation>
    </message>
    <message>
        <source>%1; starts again in %2 s</source>
        <translation>%1; startet wieder in %2 s</translation>
    </message>
    <message>
        <source>not ready after %1 s</source>
        <translation>nach %1 s nicht bereit</translation>
    </message>
    <message>
        <source>not ready after %1 s: %2</source>
        <translation>nach %1 s nicht bereit: %2</translation>
    </message>
</context>
<context>
    <name>ServiceText</name>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartet</translation>
    </message>
    <message>
        <source>%1 waiting (%2)</source>
        <translation>%1 wartet (%2)</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>bereitet vor</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>unhealthy</source>
        <translation>nicht gesund</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>stoppt</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>abgestürzt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>%1 failing</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>%1 starting</source>
        <translation>%1 startet</translation>
    </message>
    <message>
        <source>%1 stopping</source>
        <translation>%1 stoppt</translation>
    </message>
    <message>
        <source>%1 ready</source>
        <translation>%1 bereit</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 gestoppt</translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation>%1 von %2 bereit</translation>
    </message>
    <message>
        <source>%1 on the way</source>
        <translation>%1 unterwegs</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>StackFile</name>
    <message>
        <source>a map or a list of NAME=value</source>
        <translation>eine Map oder eine Liste von NAME=wert</translation>
    </message>
    <message>
        <source>service_started, service_healthy or service_completed_successfully</source>
        <translation>service_started, service_healthy oder service_completed_successfully</translation>
    </message>
    <message>
        <source>a list of services or a map of service to condition</source>
        <translation>eine Liste von Diensten oder eine Map von Dienst zu Bedingung</translation>
    </message>
    <message>
        <source>lower-case letters, digits, “-” and “_”, beginning with one of the first</source>
        <translation>Kleinbuchstaben, Ziffern, „-“ und „_“, beginnend mit einem der ersten beiden</translation>
    </message>
    <message>
        <source>The key “services” is missing; a stack needs at least one service.</source>
        <translation>Der Schlüssel „services“ fehlt; ein Stack braucht mindestens einen Dienst.</translation>
    </message>
    <message>
        <source>“%1” is no name for a service; expected letters, digits, “.”, “-” and “_”.</source>
        <translation>„%1“ ist kein Name für einen Dienst; erwartet werden Buchstaben, Ziffern, „.“, „-“ und „_“.</translation>
    </message>
    <message>
        <source>A stack needs at least one service.</source>
        <translation>Ein Stack braucht mindestens einen Dienst.</translation>
    </message>
    <message>
        <source>A step of the demo needs a “path” that begins with “/”.</source>
        <translation>Ein Schritt der Demo braucht einen „path“, der mit „/“ beginnt.</translation>
    </message>
    <message>
        <source>a list of steps</source>
        <translation>eine Liste von Schritten</translation>
    </message>
    <message>
        <source>Expected NAME=value.</source>
        <translation>Erwartet wird NAME=wert.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>Die Datei %1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>postgres, rabbitmq, traefik or binary</source>
        <translation>postgres, rabbitmq, traefik oder binary</translation>
    </message>
    <message>
        <source>The key “recipe” is missing in x-signalbox.native.</source>
        <translation>Der Schlüssel „recipe“ fehlt in x-signalbox.native.</translation>
    </message>
    <message>
        <source>The key “database” is missing in %1.</source>
        <translation>Der Schlüssel „database“ fehlt in %1.</translation>
    </message>
    <message>
        <source>the name of a table</source>
        <translation>der Name einer Tabelle</translation>
    </message>
    <message>
        <source>a colour like “#3b82f6”</source>
        <translation>eine Farbe wie „#3b82f6“</translation>
    </message>
    <message>
        <source>a path like “/health/ready”</source>
        <translation>ein Pfad wie „/health/ready“</translation>
    </message>
    <message>
        <source>service, edge, database, broker or cache</source>
        <translation>service, edge, database, broker oder cache</translation>
    </message>
    <message>
        <source>names of variables (“%1” is none)</source>
        <translation>Namen von Variablen („%1“ ist keiner)</translation>
    </message>
    <message>
        <source>The variable %1 is required but not set.</source>
        <translation>Die Variable %1 wird verlangt, ist aber nicht gesetzt.</translation>
    </message>
    <message>
        <source>The variable %1 is required: %2.</source>
        <translation>Die Variable %1 wird verlangt: %2.</translation>
    </message>
    <message>
        <source>“%1” is no variable; expected ${NAME}, ${NAME:-default}, or $$ for a dollar sign.</source>
        <translation>„%1“ ist keine Variable; erwartet wird ${NAME}, ${NAME:-vorgabe} oder $$ für ein Dollarzeichen.</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>eine Liste von Texten</translation>
    </message>
    <message>
        <source>a path inside the folder of the stack file</source>
        <translation>ein Pfad innerhalb des Ordners der Stack-Datei</translation>
    </message>
    <message>
        <source>a map</source>
        <translation>eine Map</translation>
    </message>
    <message>
        <source>The key “%1” in %2 is not known and is ignored; known are %3.</source>
        <translation>Der Schlüssel „%1“ in %2 ist nicht bekannt und wird nicht beachtet; bekannt sind %3.</translation>
    </message>
    <message>
        <source>Here stands %1; expected %2.</source>
        <translation>Hier steht %1; erwartet wird %2.</translation>
    </message>
    <message>
        <source>The services wait for each other in a circle: %1.</source>
        <translation>Die Dienste warten im Kreis aufeinander: %1.</translation>
    </message>
    <message>
        <source>“%1” depends on “%2”, but no service of that name is defined.</source>
        <translation>„%1“ hängt von „%2“ ab, aber ein Dienst dieses Namens ist nicht definiert.</translation>
    </message>
    <message>
        <source>“%1” and “%2” would share the variable %3; rename one of them.</source>
        <translation>„%1“ und „%2“ würden sich die Variable %3 teilen; benennen Sie einen davon um.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, line %2, column %3: %4</source>
        <translation>%1, Zeile %2, Spalte %3: %4</translation>
    </message>
    <message>
        <source>The stack file %1 cannot be read: %2.</source>
        <translation>Die Stack-Datei %1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>a map with the key “services”</source>
        <translation>eine Map mit dem Schlüssel „services“</translation>
    </message>
    <message>
        <source>A key must be a text.</source>
        <translation>Ein Schlüssel muss ein Text sein.</translation>
    </message>
    <message>
        <source>The key “%1” stands here twice.</source>
        <translation>Der Schlüssel „%1“ steht hier zweimal.</translation>
    </message>
    <message>
        <source>The file nests or repeats (aliases) more than is allowed.</source>
        <translation>Die Datei verschachtelt oder wiederholt (Aliase) mehr als erlaubt.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>The file is larger than 1 MiB.</source>
        <translation>Die Datei ist größer als 1 MiB.</translation>
    </message>
    <message>
        <source>This is not YAML: %1.</source>
        <translation>Das ist kein YAML: %1.</translation>
    </message>
</context>
<context>
    <name>StackLocation</name>
    <message>
        <source>There is no stack file at %1. Name one with --stack FILE or in SIGNALBOX_STACK.</source>
        <translation>Es gibt keine Stack-Datei unter %1. Nennen Sie eine mit --stack DATEI oder in SIGNALBOX_STACK.</translation>
    </message>
    <message>
        <source>The stack file %1 cannot be read: %2. Check its permissions.</source>
        <translation>Die Stack-Datei %1 kann nicht gelesen werden: %2. Prüfen Sie ihre Rechte.</translation>
    </message>
</context>
<context>
    <name>StartupView</name>
    <message>
        <source>all ready after %1</source>
        <translation>alle bereit nach %1</translation>
    </message>
    <message>
        <source>%1 of %2 ready after %3</source>
        <translation>%1 von %2 bereit nach %3</translation>
    </message>
    <message>
        <source>critical path %1</source>
        <translation>kritischer Pfad %1</translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message>
        <source>The disk is full: telemetry cannot be written to %1. Free some space.</source>
        <translation>Die Platte ist voll: Telemetrie kann nicht nach %1 geschrieben werden. Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Telemetry cannot be written to %1. Check the rights of its folder.</source>
        <translation>Telemetrie kann nicht nach %1 geschrieben werden. Prüfen Sie die Rechte des Ordners.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be created. Check the rights of its parent.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden. Prüfen Sie die Rechte des Ordners darüber.</translation>
    </message>
    <message>
        <source>The telemetry store could not be read and was moved aside to %1. A new one was begun.</source>
        <translation>Der Telemetriespeicher ließ sich nicht lesen und wurde nach %1 beiseitegelegt. Ein neuer wurde begonnen.</translation>
    </message>
    <message>
        <source>The state folder %1 does not exist.</source>
        <translation>Den Zustandsordner %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>The telemetry store was written by a newer Signalbox.</source>
        <translation>Der Telemetriespeicher wurde von einem neueren Signalbox geschrieben.</translation>
    </message>
    <message>
        <source>The telemetry store was written by an older Signalbox. It is brought up to date when the stack is opened.</source>
        <translation>Der Telemetriespeicher wurde von einem älteren Signalbox geschrieben. Er wird auf den neuen Stand gebracht, wenn der Stack geöffnet wird.</translation>
    </message>
    <message>
        <source>Files of the telemetry store in %1 lost their end; spans that are missing: %2.</source>
        <translation>Dateien des Telemetriespeichers in %1 haben ihr Ende verloren; fehlende Spans: %2.</translation>
    </message>
    <message>
        <source>The telemetry store is busy. Try again.</source>
        <translation>Der Telemetriespeicher ist beschäftigt. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The telemetry store %1 cannot be opened for writing. Check the rights of its folder.</source>
        <translation>Der Telemetriespeicher %1 kann nicht zum Schreiben geöffnet werden. Prüfen Sie die Rechte seines Ordners.</translation>
    </message>
    <message>
        <source>The telemetry store %1 is damaged.</source>
        <translation>Der Telemetriespeicher %1 ist beschädigt.</translation>
    </message>
    <message>
        <source>No span of this trace has been received.</source>
        <translation>Von diesem Trace ist kein Span angekommen.</translation>
    </message>
    <message>
        <source>This trace is not in the store: it was never received, or evicted at %1 to stay under %2.</source>
        <translation>Dieser Trace ist nicht im Speicher: Er kam nie an oder wurde um %1 entfernt, um unter %2 zu bleiben.</translation>
    </message>
    <message>
        <source>The telemetry store %1 reported an error: %2.</source>
        <translation>Der Telemetriespeicher %1 meldete einen Fehler: %2.</translation>
    </message>
    <message>
        <source>The metrics could not be read and were moved aside to %1. New ones were begun.</source>
        <translation>Die Metriken waren nicht lesbar und wurden nach %1 beiseitegelegt. Neue wurden begonnen.</translation>
    </message>
    <message>
        <source>The metrics were written by a newer Signalbox.</source>
        <translation>Die Metriken wurden von einem neueren Signalbox geschrieben.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
</context>
<context>
    <name>Supervision</name>
    <message>
        <source>not in the stack file</source>
        <translation>nicht in der Stack-Datei</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>wartet auf %1</translation>
    </message>
</context>
<context>
    <name>Tone</name>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>at rest</source>
        <translation>in Ruhe</translation>
    </message>
</context>
<context>
    <name>signalbox</name>
    <message>
        <source>The folder %1 cannot be created. Check that its parent is writable and the disk is not full, or choose another with --state-dir and --runtime-dir.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden. Prüfen Sie, ob der Ordner darüber beschreibbar und die Platte nicht voll ist, oder wählen Sie mit --state-dir und --runtime-dir einen anderen.</translation>
    </message>
    <message>
        <source>The folder %1 belongs to another user. Remove it or choose another with --state-dir and --runtime-dir.</source>
        <translation>Der Ordner %1 gehört einem anderen Benutzer. Entfernen Sie ihn, oder wählen Sie mit --state-dir und --runtime-dir einen anderen.</translation>
    </message>
    <message>
        <source>The folder %1 is not writable. Make it writable or choose another with --state-dir and --runtime-dir.</source>
        <translation>Der Ordner %1 ist nicht beschreibbar. Machen Sie ihn beschreibbar, oder wählen Sie mit --state-dir und --runtime-dir einen anderen.</translation>
    </message>
    <message>
        <source>The path of the control socket, %1, is longer than %2 bytes. Choose a shorter folder with --runtime-dir.</source>
        <translation>Der Pfad des Control-Sockets, %1, ist länger als %2 Byte. Wählen Sie mit --runtime-dir einen kürzeren Ordner.</translation>
    </message>
    <message>
        <source>The window on a stack. Starts its daemon when none runs.</source>
        <translation>Das Fenster auf einen Stack. Startet dessen Daemon, wenn keiner läuft.</translation>
    </message>
    <message>
        <source>The stack&apos;s Compose file.</source>
        <translation>Die Compose-Datei des Stacks.</translation>
    </message>
    <message>
        <source>Where the stack keeps its data.</source>
        <translation>Wo der Stack seine Daten hält.</translation>
    </message>
    <message>
        <source>Where the control socket is.</source>
        <translation>Wo der Control-Socket liegt.</translation>
    </message>
    <message>
        <source>Signalbox</source>
        <translation>Signalbox</translation>
    </message>
    <message>
        <source>Draw every page in both themes into this folder, then end. Sends the stack&apos;s example for it.</source>
        <translation>Zeichnet jede Seite in beiden Farbschemata in diesen Ordner und endet. Sendet dafür das Beispiel des Stacks.</translation>
    </message>
    <message>
        <source>Size of these pictures.</source>
        <translation>Größe dieser Bilder.</translation>
    </message>
    <message>
        <source>--size takes a width and a height: 1440x900.</source>
        <translation>--size nimmt eine Breite und eine Höhe: 1440x900.</translation>
    </message>
    <message>
        <source>The folder %1 belongs to another user, who could exchange what is in it. Remove it or choose another with --state-dir and --runtime-dir.</source>
        <translation>Der Ordner %1 gehört einem anderen Benutzer, der austauschen könnte, was darin ist. Entfernen Sie ihn oder wählen Sie mit --state-dir und --runtime-dir einen anderen.</translation>
    </message>
</context>
<context>
    <name>signalbox::BrokerWatcher</name>
    <message>
        <source>The broker&apos;s metrics on port %1 do not answer (%2). What is shown of its queues is the last answer.</source>
        <translation>Die Metriken des Brokers auf Port %1 antworten nicht (%2). Was von seinen Queues gezeigt wird, ist die letzte Antwort.</translation>
    </message>
</context>
<context>
    <name>signalbox::ChildProcess</name>
    <message>
        <source>no pipe for a new process: %1</source>
        <translation>keine Pipe für einen neuen Prozess: %1</translation>
    </message>
    <message>
        <source>the log file %1 cannot be written: %2</source>
        <translation>die Logdatei %1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>the log file %1 cannot be given away: %2</source>
        <translation>die Logdatei %1 kann nicht übergeben werden: %2</translation>
    </message>
    <message>
        <source>%1 cannot be started</source>
        <translation>%1 kann nicht gestartet werden</translation>
    </message>
</context>
<context>
    <name>signalbox::CloseQuestion</name>
    <message>
        <source>The stack is running</source>
        <translation>Der Stack läuft</translation>
    </message>
    <message>
        <source>Keep “%1” running?</source>
        <translation>„%1“ weiterlaufen lassen?</translation>
    </message>
    <message>
        <source>The services go on without the window, and the next window finds them as they are. Your answer is remembered; “Ask again when closing” in the command palette forgets it.</source>
        <translation>Die Dienste laufen ohne das Fenster weiter, und das nächste Fenster findet sie, wie sie sind. Ihre Antwort wird behalten; „Beim Schließen wieder fragen“ in der Befehlspalette vergisst sie.</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Stop the stack</source>
        <translation>Stack stoppen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>signalbox::CommandPalette</name>
    <message>
        <source>Search or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>Type an action, a page or a service</source>
        <translation>Eine Aktion, eine Seite oder einen Dienst eingeben</translation>
    </message>
</context>
<context>
    <name>signalbox::ComparisonDelegate</name>
    <message>
        <source>only second</source>
        <translation>nur zweite</translation>
    </message>
    <message>
        <source>only first</source>
        <translation>nur erste</translation>
    </message>
</context>
<context>
    <name>signalbox::ComparisonView</name>
    <message>
        <source>Two traces compared</source>
        <translation>Zwei Traces im Vergleich</translation>
    </message>
</context>
<context>
    <name>signalbox::Compose</name>
    <message>
        <source>There is no URL. Write one, or a path such as /health.</source>
        <translation>Es gibt keine URL. Schreiben Sie eine, oder einen Pfad wie /health.</translation>
    </message>
    <message>
        <source>The address of the stack&apos;s edge is not known yet. Start the stack or write the whole URL.</source>
        <translation>Die Adresse des Edge ist noch nicht bekannt. Starten Sie den Stack, oder schreiben Sie die ganze URL.</translation>
    </message>
    <message>
        <source>“%1” is not a valid URL.</source>
        <translation>„%1“ ist keine gültige URL.</translation>
    </message>
    <message>
        <source>The URL has to begin with https:// or http://, or with / for a path of this stack.</source>
        <translation>Die URL muss mit https:// oder http:// beginnen, oder mit / für einen Pfad dieses Stacks.</translation>
    </message>
    <message>
        <source>The URL names no host.</source>
        <translation>Die URL nennt keinen Host.</translation>
    </message>
    <message>
        <source>The request uses ${%1}, which no answer has given yet. Send the request that saves it first.</source>
        <translation>Die Anfrage benutzt ${%1}, das noch keine Antwort geliefert hat. Senden Sie zuerst die Anfrage, die es speichert.</translation>
    </message>
</context>
<context>
    <name>signalbox::ComposeHeaderModel</name>
    <message>
        <source>“%1” cannot be the name of a header: letters, digits and -_. are allowed.</source>
        <translation>„%1“ kann nicht der Name eines Headers sein: erlaubt sind Buchstaben, Ziffern und -_.</translation>
    </message>
    <message>
        <source>The value of the header %1 has a line break. A header is one line.</source>
        <translation>Der Wert des Headers %1 hat einen Zeilenumbruch. Ein Header ist eine Zeile.</translation>
    </message>
    <message>
        <source>add a header…</source>
        <translation>einen Header hinzufügen…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>signalbox::ComposePage</name>
    <message>
        <source>Compose</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Requests of this stack</source>
        <translation>Anfragen dieses Stacks</translation>
    </message>
    <message>
        <source>Sent requests</source>
        <translation>Gesendete Anfragen</translation>
    </message>
    <message>
        <source>What you send is listed here until the window is closed.</source>
        <translation>Was Sie senden, steht hier, bis das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Send the request</source>
        <translation>Anfrage senden</translation>
    </message>
    <message>
        <source>Replay with the same key</source>
        <translation>Mit demselben Schlüssel wiederholen</translation>
    </message>
    <message>
        <source>Replay with a new key</source>
        <translation>Mit neuem Schlüssel wiederholen</translation>
    </message>
    <message>
        <source>Compose a request</source>
        <translation>Eine Anfrage schreiben</translation>
    </message>
    <message>
        <source>Send the stack&apos;s example</source>
        <translation>Das Beispiel des Stacks senden</translation>
    </message>
</context>
<context>
    <name>signalbox::ComposePresenter</name>
    <message>
        <source>The request was cancelled. It may have reached the service: see what it caused.</source>
        <translation>Die Anfrage wurde abgebrochen. Sie kann den Dienst erreicht haben: Sehen Sie, was sie bewirkt hat.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Send a request: what it causes in the stack appears here, step by step, while it happens.</source>
        <translation>Senden Sie eine Anfrage: Was sie im Stack bewirkt, erscheint hier, Schritt für Schritt, während es geschieht.</translation>
    </message>
    <message>
        <source>Caused by this send</source>
        <translation>Von dieser Anfrage bewirkt</translation>
    </message>
    <message>
        <source>waiting for the answer</source>
        <translation>wartet auf die Antwort</translation>
    </message>
    <message>
        <source>no span has arrived yet</source>
        <translation>noch kein Span angekommen</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Journey</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Replay, same key</source>
        <translation>Wiederholen, gleicher Schlüssel</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Replay, new key</source>
        <translation>Wiederholen, neuer Schlüssel</translation>
    </message>
    <message>
        <source>Open trace</source>
        <translation>Trace öffnen</translation>
    </message>
    <message>
        <source>All logs</source>
        <translation>Alle Logs</translation>
    </message>
    <message>
        <source>none is sent</source>
        <translation>es wird keiner gesendet</translation>
    </message>
    <message>
        <source>not sent with %1</source>
        <translation>wird mit %1 nicht gesendet</translation>
    </message>
    <message>
        <source>as the headers say</source>
        <translation>wie in den Headern angegeben</translation>
    </message>
    <message>
        <source>%1 · quiet for 2&#xa0;s</source>
        <translation>%1 · seit 2&#xa0;s ruhig</translation>
    </message>
</context>
<context>
    <name>signalbox::ComposeResponse</name>
    <message>
        <source>connection reused</source>
        <translation>Verbindung wiederverwendet</translation>
    </message>
    <message>
        <source>dns</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>tls</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>receive</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 are shown.</source>
        <translation>Nur die ersten %1 von %2 werden gezeigt.</translation>
    </message>
</context>
<context>
    <name>signalbox::ControlPeer</name>
    <message>
        <source>A message may have %1 bytes at most; the connection was ended.</source>
        <translation>Eine Nachricht darf höchstens %1 Byte haben; die Verbindung wurde beendet.</translation>
    </message>
</context>
<context>
    <name>signalbox::ControlServer</name>
    <message>
        <source>The control socket %1 cannot be opened: %2. Choose another folder with --runtime-dir.</source>
        <translation>Der Control-Socket %1 kann nicht geöffnet werden: %2. Wählen Sie mit --runtime-dir einen anderen Ordner.</translation>
    </message>
    <message>
        <source>This daemon belongs to another user. Start a stack of your own with --state-dir and --runtime-dir.</source>
        <translation>Dieser Daemon gehört einem anderen Benutzer. Starten Sie mit --state-dir und --runtime-dir einen eigenen Stack.</translation>
    </message>
    <message>
        <source>The daemon has no method &quot;%1&quot;; is it of another version?</source>
        <translation>Der Daemon hat keine Methode „%1“; ist er von einer anderen Version?</translation>
    </message>
</context>
<context>
    <name>signalbox::Daemon</name>
    <message>
        <source>The daemon is about to end. Start it again afterwards.</source>
        <translation>Der Daemon ist dabei zu enden. Starten Sie ihn danach wieder.</translation>
    </message>
    <message>
        <source>The stack file has changed. What runs keeps its old definition until the stack was stopped.</source>
        <translation>Die Stack-Datei hat sich geändert. Was läuft, behält seine alte Definition, bis der Stack gestoppt wurde.</translation>
    </message>
    <message>
        <source>The stack file has changed. Until they are restarted, these run as it was before: %1.</source>
        <translation>Die Stackdatei hat sich geändert. Bis zu ihrem Neustart laufen diese noch nach der alten: %1.</translation>
    </message>
</context>
<context>
    <name>signalbox::DaemonLauncher</name>
    <message>
        <source>The daemon ended at once and said nothing. Run %1 to see why.</source>
        <translation>Der Daemon endete sofort und sagte nichts. Rufen Sie %1 auf, um zu sehen, warum.</translation>
    </message>
    <message>
        <source>The daemon (process %1) does not answer on %2. See %3.</source>
        <translation>Der Daemon (Prozess %1) antwortet nicht auf %2. Siehe %3.</translation>
    </message>
    <message>
        <source>The program signalboxd is not beside this one. Build or install it.</source>
        <translation>Das Programm signalboxd liegt nicht neben diesem. Bauen oder installieren Sie es.</translation>
    </message>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation>%1 kann nicht gestartet werden: %2.</translation>
    </message>
</context>
<context>
    <name>signalbox::Filter</name>
    <message>
        <source>This quote is not closed. Add a &quot; at the end of the text.</source>
        <translation>Dieses Anführungszeichen ist nicht geschlossen. Setzen Sie ein &quot; an das Ende des Textes.</translation>
    </message>
    <message>
        <source>A duration is a number with a unit, such as 20ms, 1.5s or 300us.</source>
        <translation>Eine Dauer ist eine Zahl mit Einheit, etwa 20ms, 1.5s oder 300us.</translation>
    </message>
    <message>
        <source>There is no filter “%1”. Known are %2. Put text to search for in quotes.</source>
        <translation>Es gibt keinen Filter „%1“. Bekannt sind %2. Setzen Sie gesuchten Text in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Traces can be filtered by a shortest duration: duration&gt;20ms.</source>
        <translation>Traces lassen sich nach einer kürzesten Dauer filtern: duration&gt;20ms.</translation>
    </message>
    <message>
        <source>Only one attribute can be asked for at a time.</source>
        <translation>Es kann nur nach einem Attribut auf einmal gefragt werden.</translation>
    </message>
    <message>
        <source>Something has to follow “%1”.</source>
        <translation>Auf „%1“ muss etwas folgen.</translation>
    </message>
    <message>
        <source>Traces can be filtered by one service at a time.</source>
        <translation>Traces lassen sich nach einem Dienst auf einmal filtern.</translation>
    </message>
    <message>
        <source>service:NAME, errors, duration&gt;20ms and attribute=value</source>
        <translation>service:NAME, errors, duration&gt;20ms und attribut=wert</translation>
    </message>
    <message>
        <source>Levels are filtered from one upwards: level&gt;=warn.</source>
        <translation>Stufen werden von einer an aufwärts gefiltert: level&gt;=warn.</translation>
    </message>
    <message>
        <source>Levels are trace, debug, info, warn, error and fatal.</source>
        <translation>Stufen sind trace, debug, info, warn, error und fatal.</translation>
    </message>
    <message>
        <source>A trace id has 32 hexadecimal digits.</source>
        <translation>Eine Trace-ID hat 32 hexadezimale Ziffern.</translation>
    </message>
    <message>
        <source>Only one regular expression can be asked for at a time.</source>
        <translation>Es kann nur nach einem regulären Ausdruck auf einmal gefragt werden.</translation>
    </message>
    <message>
        <source>This is no regular expression: %1.</source>
        <translation>Das ist kein regulärer Ausdruck: %1.</translation>
    </message>
    <message>
        <source>service:NAME, level&gt;=warn, trace:ID, field=value and /expression/</source>
        <translation>service:NAME, level&gt;=warn, trace:ID, feld=wert und /ausdruck/</translation>
    </message>
    <message>
        <source>A field is compared with a number, such as %1.</source>
        <translation>Ein Feld wird mit einer Zahl verglichen, etwa %1.</translation>
    </message>
    <message>
        <source>Regular expressions are for log lines only.</source>
        <translation>Reguläre Ausdrücke gibt es nur für Protokollzeilen.</translation>
    </message>
</context>
<context>
    <name>signalbox::FilterField</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>signalbox::HttpProbeSession</name>
    <message>
        <source>port %1: %2</source>
        <translation>Port %1: %2</translation>
    </message>
    <message>
        <source>no answer on port %1</source>
        <translation>keine Antwort auf Port %1</translation>
    </message>
    <message>
        <source>it does not answer in HTTP</source>
        <translation>es antwortet nicht in HTTP</translation>
    </message>
    <message>
        <source>answers %1</source>
        <translation>antwortet %1</translation>
    </message>
</context>
<context>
    <name>signalbox::InspectorPane</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>What you select is explained here.</source>
        <translation>Was Sie auswählen, wird hier erklärt.</translation>
    </message>
</context>
<context>
    <name>signalbox::Journey</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>in the broker</source>
        <translation>im Broker</translation>
    </message>
    <message>
        <source>in queue %1</source>
        <translation>in Queue %1</translation>
    </message>
    <message>
        <source>event committed</source>
        <translation>Ereignis festgeschrieben</translation>
    </message>
    <message>
        <source>%1 committed</source>
        <translation>%1 festgeschrieben</translation>
    </message>
    <message>
        <source>in the outbox</source>
        <translation>in der Outbox</translation>
    </message>
    <message>
        <source>in the outbox, attempt %1 failed</source>
        <translation>in der Outbox, Versuch %1 gescheitert</translation>
    </message>
    <message>
        <source>given up after attempt %1 to publish</source>
        <translation>nach Versuch %1 zu veröffentlichen aufgegeben</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>%1 published</source>
        <translation>%1 veröffentlicht</translation>
    </message>
    <message>
        <source>published to %1</source>
        <translation>an %1 veröffentlicht</translation>
    </message>
    <message>
        <source>%1 published to %2</source>
        <translation>%1 an %2 veröffentlicht</translation>
    </message>
    <message>
        <source>back in the broker</source>
        <translation>zurück im Broker</translation>
    </message>
    <message>
        <source>back in queue %1</source>
        <translation>zurück in Queue %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>attempt %1 of %2</source>
        <translation>Versuch %1 von %2</translation>
    </message>
    <message>
        <source>in the dead letters of %1</source>
        <translation>in den Dead Letters von %1</translation>
    </message>
    <message>
        <source>recorded in the inbox</source>
        <translation>in der Inbox vermerkt</translation>
    </message>
    <message>
        <source>span %1</source>
        <translation>Span %1</translation>
    </message>
    <message>
        <source>outbox row of %1</source>
        <translation>Outbox-Zeile von %1</translation>
    </message>
    <message>
        <source>inbox row of %1</source>
        <translation>Inbox-Zeile von %1</translation>
    </message>
    <message>
        <source>between publish and attempt</source>
        <translation>zwischen Veröffentlichung und Versuch</translation>
    </message>
    <message>
        <source>in the dead letters of %1 after attempt %2</source>
        <translation>nach Versuch %2 in den Dead Letters von %1</translation>
    </message>
    <message>
        <source>in the outbox of %1 for %2</source>
        <translation>in der Outbox von %1 seit %2</translation>
    </message>
    <message>
        <source>%1: the broker does not take it</source>
        <translation>%1: der Broker nimmt es nicht an</translation>
    </message>
    <message>
        <source>%1 for %2, nobody has taken it yet</source>
        <translation>%1 seit %2, noch hat es niemand genommen</translation>
    </message>
    <message>
        <source>%1; it waits for the next one</source>
        <translation>%1; es wartet auf den nächsten</translation>
    </message>
    <message>
        <source>attempt %1 of %2 failed</source>
        <translation>Versuch %1 von %2 gescheitert</translation>
    </message>
    <message>
        <source>handled by %1 %2 after the request</source>
        <translation>von %1 verarbeitet, %2 nach der Anfrage</translation>
    </message>
    <message>
        <source>handled by %1 %2 after the first sign of it</source>
        <translation>von %1 verarbeitet, %2 nach dem ersten Zeichen davon</translation>
    </message>
    <message>
        <source>all %1 events handled, the last by %2 %3 after the request</source>
        <translation>alle %1 Ereignisse verarbeitet, das letzte von %2, %3 nach der Anfrage</translation>
    </message>
    <message>
        <source>%1 by %2 in %3; no event was published</source>
        <translation>%1 durch %2 in %3; es wurde kein Ereignis veröffentlicht</translation>
    </message>
    <message>
        <source>nothing but spans inside a service is known of it</source>
        <translation>nichts als Spans innerhalb eines Dienstes ist davon bekannt</translation>
    </message>
    <message>
        <source>still waiting</source>
        <translation>wartet noch</translation>
    </message>
    <message>
        <source>still running</source>
        <translation>läuft noch</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>wartete %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>nothing seen of it yet</source>
        <translation>noch nichts davon gesehen</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>%1 in %2 · %3</source>
        <translation>%1 in %2 · %3</translation>
    </message>
    <message>
        <source>%1 was published; no service reads such events</source>
        <translation>%1 wurde veröffentlicht; kein Dienst liest solche Ereignisse</translation>
    </message>
</context>
<context>
    <name>signalbox::JourneyModel</name>
    <message>
        <source>%1, %2: %3, after %4, %5%6</source>
        <translation>%1, %2: %3, nach %4, %5%6</translation>
    </message>
    <message>
        <source>, failed</source>
        <translation>, gescheitert</translation>
    </message>
</context>
<context>
    <name>signalbox::JourneyView</name>
    <message>
        <source>Journey</source>
        <translation>Weg</translation>
    </message>
</context>
<context>
    <name>signalbox::Json</name>
    <message>
        <source>A colon is missing between a name and its value.</source>
        <translation>Zwischen einem Namen und seinem Wert fehlt ein Doppelpunkt.</translation>
    </message>
    <message>
        <source>A comma is missing between two values.</source>
        <translation>Zwischen zwei Werten fehlt ein Komma.</translation>
    </message>
    <message>
        <source>This is no JSON value. Text needs double quotes.</source>
        <translation>Das ist kein JSON-Wert. Text braucht doppelte Anführungszeichen.</translation>
    </message>
    <message>
        <source>This is no JSON number.</source>
        <translation>Das ist keine JSON-Zahl.</translation>
    </message>
    <message>
        <source>There is no such escape sequence in JSON.</source>
        <translation>Diese Escape-Folge gibt es in JSON nicht.</translation>
    </message>
    <message>
        <source>This text is not valid UTF-8.</source>
        <translation>Dieser Text ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>A text is not closed: a &quot; is missing.</source>
        <translation>Ein Text ist nicht geschlossen: ein &quot; fehlt.</translation>
    </message>
    <message>
        <source>A name in double quotes is expected here.</source>
        <translation>Hier wird ein Name in doppelten Anführungszeichen erwartet.</translation>
    </message>
    <message>
        <source>The document is nested too deeply.</source>
        <translation>Das Dokument ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The document is too large.</source>
        <translation>Das Dokument ist zu groß.</translation>
    </message>
    <message>
        <source>Something follows the end of the document.</source>
        <translation>Nach dem Ende des Dokuments folgt noch etwas.</translation>
    </message>
    <message>
        <source>There is no JSON here.</source>
        <translation>Hier steht kein JSON.</translation>
    </message>
    <message>
        <source>A comma or a closing } is missing before this place.</source>
        <translation>Vor dieser Stelle fehlt ein Komma oder eine schließende }.</translation>
    </message>
    <message>
        <source>A comma or a closing ] is missing before this place.</source>
        <translation>Vor dieser Stelle fehlt ein Komma oder eine schließende ].</translation>
    </message>
</context>
<context>
    <name>signalbox::LogHistogramView</name>
    <message>
        <source>Lines over time</source>
        <translation>Zeilen über der Zeit</translation>
    </message>
    <message>
        <source>%1, for %2: %3 lines, %4 of them warnings or errors</source>
        <translation>%1, für %2: %3 Zeilen, davon %4 Warnungen oder Fehler</translation>
    </message>
</context>
<context>
    <name>signalbox::LogInspection</name>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>span</source>
        <translation>Span</translation>
    </message>
    <message>
        <source>Around it</source>
        <translation>Drumherum</translation>
    </message>
    <message>
        <source>no level</source>
        <translation>keine Stufe</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>Wie es kam</translation>
    </message>
    <message>
        <source>Open trace</source>
        <translation>Trace öffnen</translation>
    </message>
    <message>
        <source>Only this service</source>
        <translation>Nur dieser Dienst</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>signalbox::LogModel</name>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>signalbox::LogView</name>
    <message>
        <source>Log lines</source>
        <translation>Logzeilen</translation>
    </message>
    <message numerus="yes">
        <source>↓ %n new line(s)</source>
        <translation>
            <numerusform>↓ %n neue Zeile</numerusform>
            <numerusform>↓ %n neue Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::LogsPage</name>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Lowest level</source>
        <translation>Niedrigste Stufe</translation>
    </message>
    <message>
        <source>all levels</source>
        <translation>alle Stufen</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Stay with the newest lines; scrolling up pauses</source>
        <translation>Bei den neuesten Zeilen bleiben; Hochscrollen hält an</translation>
    </message>
    <message>
        <source>Show the lines of all times again</source>
        <translation>Wieder die Zeilen aller Zeiten zeigen</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Nichts zu zeigen</translation>
    </message>
    <message>
        <source>Filter log lines</source>
        <translation>Logzeilen filtern</translation>
    </message>
    <message>
        <source>Show warnings and errors</source>
        <translation>Warnungen und Fehler zeigen</translation>
    </message>
    <message>
        <source>Go to the newest log lines</source>
        <translation>Zu den neuesten Logzeilen</translation>
    </message>
    <message>
        <source>text  &quot;a phrase&quot;  /expression/  level&gt;=warn  field=value  service:NAME  trace:ID</source>
        <translation>text  &quot;eine phrase&quot;  /ausdruck/  level&gt;=warn  feld=wert  service:NAME  trace:ID</translation>
    </message>
    <message>
        <source>Export these log lines…</source>
        <translation>Diese Protokollzeilen ausgeben …</translation>
    </message>
    <message>
        <source>Export log lines</source>
        <translation>Protokollzeilen ausgeben</translation>
    </message>
    <message>
        <source>JSON, one object a line (*.ndjson)</source>
        <translation>JSON, ein Objekt je Zeile (*.ndjson)</translation>
    </message>
    <message>
        <source>Text (*.log)</source>
        <translation>Text (*.log)</translation>
    </message>
</context>
<context>
    <name>signalbox::LogsPresenter</name>
    <message>
        <source>Select a line to see its fields and what happened around it.</source>
        <translation>Wählen Sie eine Zeile, um ihre Felder zu sehen und was um sie herum geschah.</translation>
    </message>
    <message>
        <source>No line matches this filter.</source>
        <translation>Keine Zeile passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>No line is kept any more: %1 were let go to keep the store within its size.</source>
        <translation>Es ist keine Zeile mehr da: %1 wurden fallen gelassen, damit der Speicher seine Größe hält.</translation>
    </message>
    <message>
        <source>No log line yet. What the services print appears here as soon as the stack is started.</source>
        <translation>Noch keine Logzeile. Was die Dienste ausgeben, erscheint hier, sobald der Stack gestartet ist.</translation>
    </message>
    <message>
        <source>%1 lines · %2</source>
        <translation>%1 Zeilen · %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 lines were written to %2.</source>
        <translation>%1 Zeilen wurden nach %2 geschrieben.</translation>
    </message>
</context>
<context>
    <name>signalbox::MainWindow</name>
    <message>
        <source>Signalbox</source>
        <translation>Signalbox</translation>
    </message>
    <message>
        <source>%1 – Signalbox</source>
        <translation>%1 – Signalbox</translation>
    </message>
    <message>
        <source>Show or hide the inspector</source>
        <translation>Inspektor zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Ask again when closing</source>
        <translation>Beim Schließen wieder fragen</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>stack</source>
        <translation>Stack</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Start the stack</source>
        <translation>Stack starten</translation>
    </message>
    <message>
        <source>Stop the stack</source>
        <translation>Stack stoppen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Farbschema</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Farbschema</translation>
    </message>
    <message>
        <source>Theme as the desktop</source>
        <translation>Farbschema wie der Desktop</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>Sprache: %1</translation>
    </message>
    <message>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Logs of %1</source>
        <translation>Logs von %1</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
</context>
<context>
    <name>signalbox::MapPage</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>The stack as one picture</source>
        <translation>Der Stack als ein Bild</translation>
    </message>
    <message>
        <source>Services, queues and databases appear here as soon as the daemon answers.</source>
        <translation>Dienste, Queues und Datenbanken erscheinen hier, sobald der Daemon antwortet.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show the whole map (0)</source>
        <translation>Die ganze Karte zeigen (0)</translation>
    </message>
    <message>
        <source>Closer (+)</source>
        <translation>Näher (+)</translation>
    </message>
    <message>
        <source>Farther (−)</source>
        <translation>Weiter weg (−)</translation>
    </message>
    <message>
        <source>Show the whole map</source>
        <translation>Die ganze Karte zeigen</translation>
    </message>
</context>
<context>
    <name>signalbox::MapPresenter</name>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n Dienst</numerusform>
            <numerusform>%n Dienste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queue(s)</source>
        <translation>
            <numerusform>%n Queue</numerusform>
            <numerusform>%n Queues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::MapView</name>
    <message>
        <source>Map of the stack</source>
        <translation>Karte des Stacks</translation>
    </message>
</context>
<context>
    <name>signalbox::MetricChartView</name>
    <message>
        <source>nothing was measured in this time</source>
        <translation>in dieser Zeit wurde nichts gemessen</translation>
    </message>
</context>
<context>
    <name>signalbox::MetricListModel</name>
    <message>
        <source>all requests</source>
        <translation>alle Anfragen</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
</context>
<context>
    <name>signalbox::MetricScraper</name>
    <message>
        <source>%1 answers with status %2 instead of metrics at %3.</source>
        <translation>%1 antwortet mit Status %2 statt mit Metriken auf %3.</translation>
    </message>
    <message>
        <source>%1 does not answer at %2 with metrics (%3).</source>
        <translation>%1 antwortet auf %2 nicht mit Metriken (%3).</translation>
    </message>
</context>
<context>
    <name>signalbox::MetricsPage</name>
    <message>
        <source>Metrics</source>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>part of a name  service:NAME  label=value</source>
        <translation>Teil eines Namens  service:NAME  label=wert</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Rate, errors and duration by service and route</source>
        <translation>Rate, Fehler und Dauer nach Dienst und Route</translation>
    </message>
    <message>
        <source>All series</source>
        <translation>Alle Reihen</translation>
    </message>
    <message>
        <source>How much time is shown</source>
        <translation>Wie viel Zeit gezeigt wird</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 Minuten</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>6 hours</source>
        <translation>6 Stunden</translation>
    </message>
    <message>
        <source>Show requests by route</source>
        <translation>Anfragen nach Route zeigen</translation>
    </message>
    <message>
        <source>Show all series</source>
        <translation>Alle Reihen zeigen</translation>
    </message>
</context>
<context>
    <name>signalbox::MetricsPresenter</name>
    <message>
        <source>Select a route or a series to see what is known of it.</source>
        <translation>Wählen Sie eine Route oder eine Reihe, um zu sehen, was über sie bekannt ist.</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Requests to the service, as it measured them itself</source>
        <translation>Anfragen an den Dienst, wie er sie selbst gemessen hat</translation>
    </message>
    <message numerus="yes">
        <source>In %n minute(s)</source>
        <translation>
            <numerusform>In %n Minute</numerusform>
            <numerusform>In %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>of this service</source>
        <translation>dieses Dienstes</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neuester</translation>
    </message>
    <message>
        <source>%1 of %2 series; a filter shows others</source>
        <translation>%1 von %2 Reihen; ein Filter zeigt andere</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Measured in these traces</source>
        <translation>In diesen Traces gemessen</translation>
    </message>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation>
            <numerusform>%n Route</numerusform>
            <numerusform>%n Routen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n Reihe</numerusform>
            <numerusform>%n Reihen</numerusform>
        </translation>
    </message>
    <message>
        <source>No metrics have come in yet</source>
        <translation>Es sind noch keine Metriken eingetroffen</translation>
    </message>
    <message>
        <source>They are read from the metrics address of each service that is up, every five seconds, and from programs that send them by OTLP. Start the stack to see some.</source>
        <translation>Sie werden alle fünf Sekunden von der Metrik-Adresse jedes laufenden Dienstes gelesen und kommen von Programmen, die sie per OTLP senden. Starten Sie den Stack, um welche zu sehen.</translation>
    </message>
    <message>
        <source>Nothing fits the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>There are metrics, but none with “%1”.</source>
        <translation>Es gibt Metriken, aber keine mit „%1“.</translation>
    </message>
    <message>
        <source>No requests were measured</source>
        <translation>Es wurden keine Anfragen gemessen</translation>
    </message>
    <message>
        <source>Metrics came in, but none is the duration of HTTP requests of a server (http.server.request.duration or what Prometheus&apos; libraries call it). “All series” shows what is there.</source>
        <translation>Es kamen Metriken, aber keine ist die Dauer von HTTP-Anfragen eines Servers (http.server.request.duration oder wie die Bibliotheken von Prometheus sie nennen). „Alle Reihen“ zeigt, was da ist.</translation>
    </message>
</context>
<context>
    <name>signalbox::Navigation</name>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n need attention</source>
        <translation>
            <numerusform>%1, %n braucht Aufmerksamkeit</numerusform>
            <numerusform>%1, %n brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>signalbox::RequestPanel</name>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>https://… or a path of this stack</source>
        <translation>https://… oder ein Pfad dieses Stacks</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Strg+Enter</translation>
    </message>
    <message>
        <source>When a request gets a new Idempotency-Key</source>
        <translation>Wann eine Anfrage einen neuen Idempotency-Key bekommt</translation>
    </message>
    <message>
        <source>new each send</source>
        <translation>bei jedem Senden neu</translation>
    </message>
    <message>
        <source>same until edited</source>
        <translation>gleich bis zur Änderung</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Idempotency-Key</source>
        <translation>Idempotency-Key</translation>
    </message>
    <message>
        <source>format</source>
        <translation>formatieren</translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation>Bearer-Token</translation>
    </message>
    <message>
        <source>Kept in memory until the window is closed, never written to disk.</source>
        <translation>Bleibt im Speicher, bis das Fenster geschlossen wird; wird nie auf die Platte geschrieben.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
    <message>
        <source>no body</source>
        <translation>kein Body</translation>
    </message>
    <message>
        <source>valid JSON</source>
        <translation>gültiges JSON</translation>
    </message>
    <message>
        <source>Headers %1</source>
        <translation>Header %1</translation>
    </message>
    <message>
        <source>Sign-in: bearer</source>
        <translation>Anmeldung: Bearer</translation>
    </message>
    <message>
        <source>Saved from earlier answers, for ${…}: %1</source>
        <translation>Aus früheren Antworten gespeichert, für ${…}: %1</translation>
    </message>
</context>
<context>
    <name>signalbox::ResponsePanel</name>
    <message>
        <source>Body, formatted</source>
        <translation>Body, formatiert</translation>
    </message>
    <message>
        <source>Body, as it came</source>
        <translation>Body, wie er kam</translation>
    </message>
    <message>
        <source>Headers of the answer</source>
        <translation>Header der Antwort</translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation>Formatiert</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Journey</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>Pick a request on the left or write one, then send it with Ctrl+Return. The answer comes here; what it causes in the stack appears beside it.</source>
        <translation>Wählen Sie links eine Anfrage oder schreiben Sie eine, dann senden Sie sie mit Strg+Enter. Die Antwort kommt hierher; was sie im Stack bewirkt, erscheint daneben.</translation>
    </message>
    <message>
        <source>Journey %1</source>
        <translation>Weg %1</translation>
    </message>
    <message>
        <source>waiting for the answer</source>
        <translation>wartet auf die Antwort</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Headers %1</source>
        <translation>Header %1</translation>
    </message>
    <message>
        <source>Send “%1”</source>
        <translation>„%1“ senden</translation>
    </message>
</context>
<context>
    <name>signalbox::Screenshots</name>
    <message>
        <source>The picture %1 cannot be written.</source>
        <translation>Das Bild %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The page %1 had nothing to show after %2 s; it is drawn as it is.</source>
        <translation>Die Seite %1 hatte nach %2 s nichts zu zeigen; sie wird gezeichnet, wie sie ist.</translation>
    </message>
</context>
<context>
    <name>signalbox::ServiceModel</name>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>CPU %</source>
        <translation>CPU %</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>last line</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Byte</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
</context>
<context>
    <name>signalbox::ShellPresenter</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Nothing is left behind: %1</source>
        <translation>Nichts bleibt zurück: %1</translation>
    </message>
    <message>
        <source>no telemetry yet</source>
        <translation>noch keine Telemetrie</translation>
    </message>
    <message>
        <source>kept less than a minute</source>
        <translation>seit weniger als einer Minute</translation>
    </message>
    <message>
        <source>kept %1</source>
        <translation>%1 aufbewahrt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>%1 exports refused</source>
        <translation>%1 Exporte abgewiesen</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>Verzug %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>The connection to the daemon is lost.</source>
        <translation>Die Verbindung zum Daemon ist verloren.</translation>
    </message>
    <message>
        <source>Start the daemon again</source>
        <translation>Daemon wieder starten</translation>
    </message>
    <message>
        <source>Connecting to the daemon of this stack …</source>
        <translation>Verbindet sich mit dem Daemon dieses Stacks …</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>signalbox::SocketChannel</name>
    <message>
        <source>The connection to the daemon ended. It was stopped, or it crashed.</source>
        <translation>Die Verbindung zum Daemon ist beendet. Er wurde gestoppt oder ist abgestürzt.</translation>
    </message>
    <message>
        <source>There is no connection to the daemon. Start the stack first.</source>
        <translation>Es gibt keine Verbindung zum Daemon. Starten Sie zuerst den Stack.</translation>
    </message>
    <message>
        <source>The daemon did not answer &quot;%1&quot; within %2 s. It may be overloaded; try again.</source>
        <translation>Der Daemon hat „%1“ nicht innerhalb von %2 s beantwortet. Er ist vielleicht überlastet; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The daemon sent a message of more than %1 bytes; the connection was ended.</source>
        <translation>Der Daemon hat eine Nachricht von mehr als %1 Byte gesendet; die Verbindung wurde beendet.</translation>
    </message>
    <message>
        <source>The daemon&apos;s socket %1 belongs to another user.</source>
        <translation>Der Socket des Daemons, %1, gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>No daemon runs for this stack. Start it in the window or with signalboxctl up.</source>
        <translation>Für diesen Stack läuft kein Daemon. Starten Sie ihn im Fenster oder mit signalboxctl up.</translation>
    </message>
</context>
<context>
    <name>signalbox::SpanInspection</name>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>span</source>
        <translation>Span</translation>
    </message>
    <message>
        <source>parent</source>
        <translation>Eltern-Span</translation>
    </message>
    <message>
        <source>began</source>
        <translation>begann</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>The span says that it failed, not why.</source>
        <translation>Der Span sagt, dass er gescheitert ist, nicht warum.</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>linked to</source>
        <translation>verknüpft mit</translation>
    </message>
    <message>
        <source>Logs of this span</source>
        <translation>Logs dieses Spans</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · failed after %2</source>
        <translation>%1 · gescheitert nach %2</translation>
    </message>
    <message>
        <source>%1 · took %2</source>
        <translation>%1 · dauerte %2</translation>
    </message>
    <message>
        <source>Journey</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>All logs</source>
        <translation>Alle Logs</translation>
    </message>
    <message>
        <source>Copy span</source>
        <translation>Span kopieren</translation>
    </message>
    <message>
        <source>Copy trace</source>
        <translation>Trace kopieren</translation>
    </message>
</context>
<context>
    <name>signalbox::StackActions</name>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 ist gescheitert: %2</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>start %1</source>
        <translation>Start von %1</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>stop %1</source>
        <translation>Stopp von %1</translation>
    </message>
    <message>
        <source>restart %1</source>
        <translation>Neustart von %1</translation>
    </message>
    <message>
        <source>There is no service &quot;%1&quot; in this stack. It has %2.</source>
        <translation>Es gibt in diesem Stack keinen Dienst „%1“. Er hat %2.</translation>
    </message>
    <message>
        <source>Cancelled: &quot;%1&quot; was ordered meanwhile.</source>
        <translation>Abgebrochen: Inzwischen wurde „%1“ angeordnet.</translation>
    </message>
    <message>
        <source>Not reached within %1 s. %2</source>
        <translation>Nicht erreicht innerhalb von %1 s. %2</translation>
    </message>
    <message>
        <source>Waiting for %1.</source>
        <translation>Wartet auf %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) ready.</source>
        <translation>
            <numerusform>%n Dienst bereit.</numerusform>
            <numerusform>%n Dienste bereit.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for %1 to end.</source>
        <translation>Wartet auf das Ende von %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) stopped.</source>
        <translation>
            <numerusform>%n Dienst gestoppt.</numerusform>
            <numerusform>%n Dienste gestoppt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::StackPage</name>
    <message>
        <source>Stack</source>
        <translation>Stack</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Last start</source>
        <translation>Letzter Start</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 stoppen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>Namen kopieren</translation>
    </message>
</context>
<context>
    <name>signalbox::StackPresenter</name>
    <message>
        <source>The services of the stack</source>
        <translation>Die Dienste des Stacks</translation>
    </message>
    <message>
        <source>The daemon that runs them does not answer yet.</source>
        <translation>Der Daemon, der sie ausführt, antwortet noch nicht.</translation>
    </message>
    <message>
        <source>The stack file has no service that can be run here.</source>
        <translation>Die Stack-Datei hat keinen Dienst, der hier laufen kann.</translation>
    </message>
    <message>
        <source>last seen: %1</source>
        <translation>zuletzt gesehen: %1</translation>
    </message>
</context>
<context>
    <name>signalbox::StepRunner</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: took too long</source>
        <translation>%1: dauerte zu lange</translation>
    </message>
</context>
<context>
    <name>signalbox::TimingStrip</name>
    <message>
        <source>Timing in milliseconds: %1</source>
        <translation>Zeiten in Millisekunden: %1</translation>
    </message>
</context>
<context>
    <name>signalbox::TopBar</name>
    <message>
        <source>Search or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>Every action, page and service</source>
        <translation>Jede Aktion, Seite und jeder Dienst</translation>
    </message>
    <message>
        <source>Search or run…</source>
        <translation>Suchen, ausführen…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>Dunkel oder hell</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Start every service</source>
        <translation>Alle Dienste starten</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stoppt…</translation>
    </message>
    <message>
        <source>Stop every service</source>
        <translation>Alle Dienste stoppen</translation>
    </message>
</context>
<context>
    <name>signalbox::TraceComparison</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
</context>
<context>
    <name>signalbox::TraceComparisonModel</name>
    <message>
        <source>%1, then %2 (%3)</source>
        <translation>%1, dann %2 (%3)</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) only in the first</source>
        <translation>
            <numerusform>%n Schritt nur im ersten</numerusform>
            <numerusform>%n Schritte nur im ersten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) only in the second</source>
        <translation>
            <numerusform>%n Schritt nur im zweiten</numerusform>
            <numerusform>%n Schritte nur im zweiten</numerusform>
        </translation>
    </message>
    <message>
        <source>most in %1 (%2)</source>
        <translation>am meisten in %1 (%2)</translation>
    </message>
    <message>
        <source>%1: %2, first %3, second %4, %5</source>
        <translation>%1: %2, erste %3, zweite %4, %5</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
</context>
<context>
    <name>signalbox::TraceListModel</name>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation>
            <numerusform>%n Span</numerusform>
            <numerusform>%n Spans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n Dienst</numerusform>
            <numerusform>%n Dienste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ns</source>
        <translation>%1 ns</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Spans</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>signalbox::TraceMinimap</name>
    <message>
        <source>Overview of the trace</source>
        <translation>Überblick über den Trace</translation>
    </message>
</context>
<context>
    <name>signalbox::TracePanel</name>
    <message>
        <source>time: log</source>
        <translation>Zeit: log</translation>
    </message>
    <message>
        <source>Stretch short work and shrink long waiting</source>
        <translation>Kurze Arbeit strecken und langes Warten stauchen</translation>
    </message>
    <message>
        <source>critical path</source>
        <translation>kritischer Pfad</translation>
    </message>
    <message>
        <source>Bring out the chain that made the trace as long as it is</source>
        <translation>Die Kette hervorheben, die den Trace so lang gemacht hat</translation>
    </message>
    <message>
        <source>journey</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>From the request to its last effect, step by step</source>
        <translation>Von der Anfrage bis zu ihrer letzten Wirkung, Schritt für Schritt</translation>
    </message>
    <message>
        <source>services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Only where the work changes from one service to another, and what failed</source>
        <translation>Nur, wo die Arbeit von einem Dienst zum anderen geht, und was fehlschlug</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>vergleichen</translation>
    </message>
    <message>
        <source>Keep this trace and lay the next one that you select over it</source>
        <translation>Diesen Trace behalten und den nächsten ausgewählten darüberlegen</translation>
    </message>
</context>
<context>
    <name>signalbox::TraceWaterfallModel</name>
    <message>
        <source>not over</source>
        <translation>nicht zu Ende</translation>
    </message>
    <message>
        <source>%1: %2, after %3, %4</source>
        <translation>%1: %2, nach %3, %4</translation>
    </message>
    <message>
        <source>%1, failed</source>
        <translation>%1, gescheitert</translation>
    </message>
</context>
<context>
    <name>signalbox::TracesPage</name>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>text  service:NAME  errors  duration&gt;20ms  or a trace id</source>
        <translation>Text  service:NAME  errors  duration&gt;20ms  oder eine Trace-ID</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Nichts zu zeigen</translation>
    </message>
    <message>
        <source>Compose a request</source>
        <translation>Eine Anfrage schreiben</translation>
    </message>
    <message>
        <source>Filter traces</source>
        <translation>Traces filtern</translation>
    </message>
    <message>
        <source>Show traces with errors</source>
        <translation>Traces mit Fehlern zeigen</translation>
    </message>
    <message>
        <source>Show all traces</source>
        <translation>Alle Traces zeigen</translation>
    </message>
</context>
<context>
    <name>signalbox::TracesPresenter</name>
    <message>
        <source>Select a span to see its attributes, its journey and its log lines.</source>
        <translation>Wählen Sie einen Span, um seine Attribute, seinen Weg und seine Logzeilen zu sehen.</translation>
    </message>
    <message>
        <source>Nothing is known of this event.</source>
        <translation>Von diesem Ereignis ist nichts bekannt.</translation>
    </message>
    <message>
        <source>No trace is kept any more: %1 spans were let go to keep the store within its size. Send a request and its trace appears here.</source>
        <translation>Es ist kein Trace mehr da: %1 Spans wurden fallen gelassen, damit der Speicher seine Größe hält. Senden Sie eine Anfrage, und ihr Trace erscheint hier.</translation>
    </message>
    <message>
        <source>No trace yet, and no service is up. Start the stack, then send a request: its trace appears here.</source>
        <translation>Noch kein Trace, und kein Dienst läuft. Starten Sie den Stack, dann senden Sie eine Anfrage: Ihr Trace erscheint hier.</translation>
    </message>
    <message>
        <source>No trace yet. A trace is what one request did in every service that it reached; it appears here within half a second of being sent.</source>
        <translation>Noch kein Trace. Ein Trace ist, was eine Anfrage in jedem Dienst getan hat, den sie erreichte; er erscheint hier innerhalb einer halben Sekunde nach dem Senden.</translation>
    </message>
    <message>
        <source>No trace matches this filter.</source>
        <translation>Kein Trace passt zu diesem Filter.</translation>
    </message>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation>
            <numerusform>%n Span</numerusform>
            <numerusform>%n Spans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n Dienst</numerusform>
            <numerusform>%n Dienste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>%1 traces</source>
        <translation>%1 Traces</translation>
    </message>
    <message>
        <source>Select another trace in the list to see what it did differently.</source>
        <translation>Wählen Sie in der Liste einen anderen Trace, um zu sehen, was er anders machte.</translation>
    </message>
    <message>
        <source>%1 (pale) and %2: %3</source>
        <translation>%1 (blass) und %2: %3</translation>
    </message>
</context>
<context>
    <name>signalbox::Waterfall</name>
    <message>
        <source>in outbox, not published yet</source>
        <translation>in der Outbox, noch nicht veröffentlicht</translation>
    </message>
    <message>
        <source>in queue, not taken yet</source>
        <translation>in der Queue, noch nicht genommen</translation>
    </message>
    <message>
        <source>in outbox %1</source>
        <translation>in der Outbox %1</translation>
    </message>
    <message>
        <source>in queue %1</source>
        <translation>in Queue %1</translation>
    </message>
    <message>
        <source>clock at least %1 behind that of %2</source>
        <translation>Uhr mindestens %1 hinter der von %2</translation>
    </message>
</context>
<context>
    <name>signalbox::WaterfallView</name>
    <message>
        <source>Spans of the trace</source>
        <translation>Spans des Traces</translation>
    </message>
</context>
<context>
    <name>signalboxd</name>
    <message>
        <source>Runs one stack without a window. signalboxctl and the window talk to it.</source>
        <translation>Führt einen Stack ohne Fenster aus. signalboxctl und das Fenster reden mit ihm.</translation>
    </message>
    <message>
        <source>The stack&apos;s Compose file.</source>
        <translation>Die Compose-Datei des Stacks.</translation>
    </message>
    <message>
        <source>Where the stack keeps its data.</source>
        <translation>Wo der Stack seine Daten hält.</translation>
    </message>
    <message>
        <source>Where the control socket is.</source>
        <translation>Wo der Control-Socket liegt.</translation>
    </message>
    <message>
        <source>End after so long with nothing running and nobody attached.</source>
        <translation>Enden, wenn so lange nichts läuft und niemand verbunden ist.</translation>
    </message>
    <message>
        <source>--idle-exit takes a number of seconds.</source>
        <translation>--idle-exit nimmt eine Zahl von Sekunden.</translation>
    </message>
</context>
</TS>
