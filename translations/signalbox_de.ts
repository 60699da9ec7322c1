<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AmqpProbing</name>
    <message>
        <source>the broker refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log-in as %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Broker</name>
    <message>
        <source>The broker&apos;s definitions are no JSON object: %1, at byte %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>&quot;%1&quot; is not finished after %2 s and goes on. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say how it is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack&apos;s Compose file (or SIGNALBOX_STACK).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the stack keeps its data (or SIGNALBOX_STATE_DIR).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DIR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where its control socket is (or SIGNALBOX_RUNTIME_DIR).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 takes a whole number from 1, not &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no duration. Write 500ms, 5s or 2m.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: signalboxctl %1 [options] %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: signalboxctl COMMAND [options]

%1

signalboxctl COMMAND --help says more.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no daemon or held by another, 4 not in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start the daemon and the stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop the stack and the daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start services with what they need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop services and what needs them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restart one service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the state of every service, with its reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>addresses, files and, when asked, passwords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send a request through the edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what a request caused, step by step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log lines of all services, merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the newest traces, or the spans of one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start, send, follow, take pictures, stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look after the daemon itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot;. signalboxctl --help lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon does not answer on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signalboxd %1 runs the stack &quot;%2&quot; as process %3 and listens on %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program signalboxd is not beside this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>daemon takes status, run or stop, not &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stack ready after %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack file has no x-signalbox.demo: there is nothing to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No step of x-signalbox.demo says &quot;follow: true&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>journey of trace %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journey did not reach its end. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) in %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The daemon, process %1, has not ended yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stack down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the pictures go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take no pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the stack up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the stack may take to be ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TIME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program signalbox is not beside this one: no pictures were taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window did not finish its pictures in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window could not take its pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window wrote no picture to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; was answered with %2 instead of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo uses ${%1}, which no earlier step saved. Correct x-signalbox.demo in the stack file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer to &quot;%1&quot; has no %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the URLs of databases and broker, which hold passwords.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it is complete; exit with 4 if it does not become so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>journey takes one id: of a trace, an event, or a correlation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--level takes trace, debug, info, warn, error or fatal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with what arrives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of the newest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of this service; may be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least this level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LEVEL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With this text in it, whatever its case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TEXT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of this trace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TRACE-ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no request; it begins with a line like &quot;POST /path&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected a method and a URL, like &quot;POST /path&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected a header, like &quot;Name: value&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-H takes &quot;Name: value&quot;, not &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time   %1 = dns %2 + connect %3 + tls %4 + send %5 + wait %6 + receive %7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trace  %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method; GET, or POST with -d.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>METHOD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A header; may be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAME: VALUE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The body; @FILE reads it, @- from stdin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DATA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a path is below; the edge&apos;s URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BASE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Idempotency-Key on POST and PATCH.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit with 1 on a status of 400 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the exchange may take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send takes one URL, path or request file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a path and this stack has no edge. Write the whole URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last lines of %1:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ordered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See signalboxctl status for what comes of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return when the order was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long to wait for the observed end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return when every service is ready, or one gave up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long to wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restart takes one service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stack and daemon are down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SERVICE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>STATE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SINCE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RESTARTS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MEMORY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PORTS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REASON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>With a span of this service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With this text in the name of a span.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That took at least this long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With an error.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Confinement</name>
    <message>
        <source>program %1 is missing: %2 does not exist or cannot be executed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder %1 cannot be created; check who may write there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be given to the account %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the account %1 cannot reach %2, because %3 is closed to it; use another state folder (--state-dir)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be copied to %2 for the account %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Control</name>
    <message>
        <source>The control socket carried a message that is not JSON-RPC 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DaemonLock</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock file %1 cannot be opened: %2. Check the folder&apos;s permissions and the free space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack &quot;%1&quot; is held by another daemon, process %2. Use it with signalboxctl, or end it with signalboxctl down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock file %1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Guarantees</name>
    <message>
        <source>it did not end in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every process runs in a PID namespace of its own and ends with the daemon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program %1 is missing, without which services cannot be run here. Build or install Signalbox again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reaper beside each process ends it with the daemon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program bwrap is missing; install the package bubblewrap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(PID namespaces need the package bubblewrap.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(PID namespaces are not available here: %1.)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Http</name>
    <message>
        <source>while its name was looked up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>while connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>during the TLS handshake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>while the request was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>while waiting for the response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>while the response was received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gave no complete answer within %2 s (%3). Look at its state and log, or raise the timeout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name %1 cannot be resolved (port %2). Check the host in the URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing answers on %1: the connection was refused. Start the stack, or check the port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted, so nothing was sent. Give the CA file that signed it, or check the host name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CA file for %1 cannot be read. Start the stack once, which writes it, or name another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The TLS handshake with %1 failed. Check that this port speaks https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The URL cannot be used. Write it as https://host:port/path or http://host:port/path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response of %1 is larger than can be kept in memory; it was cut off. Ask for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 closed the connection %2. Look at its log and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method is empty or spans lines. Use GET, POST, PATCH …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header &quot;%1&quot; is empty, has a colon in its name or spans lines.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapGraph</name>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 db</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pending · %2 dead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pending · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exchange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 dead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 in work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no consumer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 % err</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 p95 %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapInspection</name>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bound to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(every message)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consumed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) gave up here</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>filling: nobody consumes</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>empty, as it should be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consumers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dead letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outbox of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select something on the map to see how it is.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapLayout</name>
    <message>
        <source>The map could not be laid out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map could not be laid out: Graphviz has no layout engine &quot;dot&quot;. Install the package graphviz.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Otlp</name>
    <message>
        <source>The body is no valid gzip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The unpacked body is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The body is no ExportTraceServiceRequest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No port on 127.0.0.1 is free to receive telemetry.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>The outbox of %1 cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the database does not answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PostgresProbing</name>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>The certificate in %1 cannot be renewed: %2 Remove the folder to begin anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it, or set %1 to another port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 (%2 of %3) is taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 (%2 of %3) is taken by a process of the user with the id %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 (%2 of %3) is taken by %4 (process %5).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The variables fix one port, %1, for %2 and for %3. Change one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No port is free for %1 between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot start: its program %2 is missing. Build it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot start: its program “%2” is neither in %3 nor on PATH. Build it first (./installer/bootstrap.sh build).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a port “metrics” or “http” in x-signalbox.native.ports: readiness is asked there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>migrate the database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs the variable %2. Add it to x-signalbox.secrets in the stack file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a JSON object, so the broker cannot load it: %2 at character %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenSSL could not make a certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The authority&apos;s certificate or key is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate has no end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no x-signalbox.native in the stack file, so it cannot run without containers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data in %1 was made by PostgreSQL %2, which is not installed. Install it (apt-get install postgresql-%2), or remove the folder to begin anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL is missing. Install it: apt-get install postgresql-15.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create the database cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new cluster could not be moved to %1. Remove that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prepare the database %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lists databases, so x-signalbox.native.config must name the SQL file that makes one of them with its roles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write the configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be written: %2. Make room, or check who may write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RabbitMQ is missing. Install it: apt-get install rabbitmq-server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SIGNALBOX_TRAEFIK names %1, which is no program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traefik %1 or newer is missing; Debian has no package of it. Run ./installer/bootstrap.sh deps, which gets it, or set SIGNALBOX_TRAEFIK to its program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs x-signalbox.native.config, the folder with its routes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The variable %1 is “%2”; expected a port from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServiceInspection</name>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restarts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last exit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pending, %2 dead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ready, %2 in work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a service to see why it is in its state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServiceMachine</name>
    <message>
        <source>was killed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exited %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exited %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restarting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for %1 to stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>did not stop in time, is being killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>did not stop in time and was killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gave up after %1 failures in %2 s: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Starts again in %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; starts again in %2 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServiceText</name>
    <message>
        <source>%1 waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 waiting (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unhealthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crashed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on the way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StackFile</name>
    <message>
        <source>a map or a list of NAME=value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service_started, service_healthy or service_completed_successfully</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of services or a map of service to condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lower-case letters, digits, “-” and “_”, beginning with one of the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key “services” is missing; a stack needs at least one service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no name for a service; expected letters, digits, “.”, “-” and “_”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stack needs at least one service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step of the demo needs a “path” that begins with “/”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected NAME=value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>postgres, rabbitmq, traefik or binary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key “recipe” is missing in x-signalbox.native.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key “database” is missing in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name of a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a colour like “#3b82f6”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a path like “/health/ready”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service, edge, database, broker or cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names of variables (“%1” is none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The variable %1 is required but not set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The variable %1 is required: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no variable; expected ${NAME}, ${NAME:-default}, or $$ for a dollar sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a path inside the folder of the stack file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key “%1” in %2 is not known and is ignored; known are %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here stands %1; expected %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The services wait for each other in a circle: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” depends on “%2”, but no service of that name is defined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” and “%2” would share the variable %3; rename one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2, column %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack file %1 cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a map with the key “services”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key must be a text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key “%1” stands here twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file nests or repeats (aliases) more than is allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than 1 MiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not YAML: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StackLocation</name>
    <message>
        <source>There is no stack file at %1. Name one with --stack FILE or in SIGNALBOX_STACK.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack file %1 cannot be read: %2. Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartupView</name>
    <message>
        <source>all ready after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 ready after %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>critical path %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message>
        <source>The disk is full: telemetry cannot be written to %1. Free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telemetry cannot be written to %1. Check the rights of its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 cannot be created. Check the rights of its parent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telemetry store could not be read and was moved aside to %1. A new one was begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The state folder %1 does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The telemetry store was written by a newer Signalbox.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Supervision</name>
    <message>
        <source>not in the stack file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tone</name>
    <message>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at rest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox</name>
    <message>
        <source>The folder %1 cannot be created. Check that its parent is writable and the disk is not full, or choose another with --state-dir and --runtime-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 belongs to another user. Remove it or choose another with --state-dir and --runtime-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 is not writable. Make it writable or choose another with --state-dir and --runtime-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path of the control socket, %1, is longer than %2 bytes. Choose a shorter folder with --runtime-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window on a stack. Starts its daemon when none runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack&apos;s Compose file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the stack keeps its data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the control socket is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw every page in both themes into this folder, then end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signalbox</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::BrokerWatcher</name>
    <message>
        <source>The broker&apos;s metrics on port %1 do not answer (%2). What is shown of its queues is the last answer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ChildProcess</name>
    <message>
        <source>no pipe for a new process: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log file %1 cannot be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log file %1 cannot be given away: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be started</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::CloseQuestion</name>
    <message>
        <source>The stack is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep “%1” running?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The services go on without the window, and the next window finds them as they are. Your answer is remembered; “Ask again when closing” in the command palette forgets it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::CommandPalette</name>
    <message>
        <source>Search or run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type an action, a page or a service</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::Compose</name>
    <message>
        <source>There is no URL. Write one, or a path such as /health.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the stack&apos;s edge is not known yet. Start the stack or write the whole URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a valid URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The URL has to begin with https:// or http://, or with / for a path of this stack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The URL names no host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request uses ${%1}, which no answer has given yet. Send the request that saves it first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ComposeHeaderModel</name>
    <message>
        <source>“%1” cannot be the name of a header: letters, digits and -_. are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of the header %1 has a line break. A header is one line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add a header…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ComposePage</name>
    <message>
        <source>Compose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests of this stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you send is listed here until the window is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay with the same key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay with a new key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compose a request</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ComposePresenter</name>
    <message>
        <source>The request was cancelled. It may have reached the service: see what it caused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a request: what it causes in the stack appears here, step by step, while it happens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caused by this send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no span has arrived yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · quiet for 2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay, same key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay, new key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not sent with %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ComposeResponse</name>
    <message>
        <source>connection reused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>receive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first %1 of %2 are shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ControlPeer</name>
    <message>
        <source>A message may have %1 bytes at most; the connection was ended.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ControlServer</name>
    <message>
        <source>The control socket %1 cannot be opened: %2. Choose another folder with --runtime-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This daemon belongs to another user. Start a stack of your own with --state-dir and --runtime-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon has no method &quot;%1&quot;; is it of another version?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::Daemon</name>
    <message>
        <source>The daemon is about to end. Start it again afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack file has changed. What runs keeps its old definition until the stack was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::DaemonLauncher</name>
    <message>
        <source>The daemon ended at once and said nothing. Run %1 to see why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon (process %1) does not answer on %2. See %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program signalboxd is not beside this one. Build or install it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::Filter</name>
    <message>
        <source>This quote is not closed. Add a &quot; at the end of the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A duration is a number with a unit, such as 20ms, 1.5s or 300us.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no filter “%1”. Known are %2. Put text to search for in quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces can be filtered by a shortest duration: duration&gt;20ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one attribute can be asked for at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something has to follow “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces can be filtered by one service at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service:NAME, errors, duration&gt;20ms and attribute=value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels are filtered from one upwards: level&gt;=warn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels are trace, debug, info, warn, error and fatal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A trace id has 32 hexadecimal digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service:NAME, level&gt;=warn and trace:ID</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::FilterField</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::HttpProbeSession</name>
    <message>
        <source>port %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer on port %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not answer in HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::InspectorPane</name>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you select is explained here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::Journey</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the broker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in queue %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>event committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the outbox, attempt %1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given up after attempt %1 to publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>published to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 published to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back in the broker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back in queue %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the dead letters of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded in the inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>span %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outbox row of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inbox row of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>between publish and attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the dead letters of %1 after attempt %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the outbox of %1 for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the broker does not take it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 for %2, nobody has taken it yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; it waits for the next one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt %1 of %2 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handled by %1 %2 after the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handled by %1 %2 after the first sign of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all %1 events handled, the last by %2 %3 after the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 by %2 in %3; no event was published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing but spans inside a service is known of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing seen of it yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2 · %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::JourneyModel</name>
    <message>
        <source>%1, %2: %3, after %4, %5%6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::JourneyView</name>
    <message>
        <source>Journey</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::Json</name>
    <message>
        <source>An object is not closed: a } is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A colon is missing between a name and its value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An array is not closed: a ] is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A comma is missing between two values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no JSON value. Text needs double quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no JSON number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such escape sequence in JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text is not closed: a &quot; is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name in double quotes is expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The document is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The document is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something follows the end of the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no JSON here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::LogHistogramView</name>
    <message>
        <source>Lines over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, for %2: %3 lines, %4 of them warnings or errors</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::LogInspection</name>
    <message>
        <source>service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>span</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Around it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::LogModel</name>
    <message>
        <source>%1, %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::LogView</name>
    <message>
        <source>Log lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>↓ %n new line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::LogsPage</name>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text  &quot;a phrase&quot;  level&gt;=warn  service:NAME  trace:ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay with the newest lines; scrolling up pauses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the lines of all times again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter log lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show warnings and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the newest log lines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::LogsPresenter</name>
    <message>
        <source>Select a line to see its fields and what happened around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No line matches this filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No line is kept any more: %1 were let go to keep the store within its size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No log line yet. What the services print appears here as soon as the stack is started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lines · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::MainWindow</name>
    <message>
        <source>Signalbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – Signalbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again when closing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme as the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::MapPage</name>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack as one picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services, queues and databases appear here as soon as the daemon answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole map (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closer (+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Farther (−)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::MapPresenter</name>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queue(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::MapView</name>
    <message>
        <source>Map of the stack</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::Navigation</name>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1, %n need attention</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::RequestPanel</name>
    <message>
        <source>Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>https://… or a path of this stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a request gets a new Idempotency-Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new each send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same until edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Idempotency-Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in memory until the window is closed, never written to disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>valid JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in: bearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved from earlier answers, for ${…}: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ResponsePanel</name>
    <message>
        <source>Body, formatted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body, as it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick a request on the left or write one, then send it with Ctrl+Return. The answer comes here; what it causes in the stack appears beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journey %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::Screenshots</name>
    <message>
        <source>The picture %1 cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page %1 had nothing to show after %2 s; it is drawn as it is.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ServiceModel</name>
    <message>
        <source>service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restarts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::ShellPresenter</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left behind: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no telemetry yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exports refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the daemon is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the daemon again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to the daemon of this stack …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::SocketChannel</name>
    <message>
        <source>The connection to the daemon ended. It was stopped, or it crashed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection to the daemon. Start the stack first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon did not answer &quot;%1&quot; within %2 s. It may be overloaded; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon sent a message of more than %1 bytes; the connection was ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon&apos;s socket %1 belongs to another user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No daemon runs for this stack. Start it with signalboxctl up, or press Start.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::SpanInspection</name>
    <message>
        <source>service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>span</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The span says that it failed, not why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linked to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs of this span</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · failed after %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · took %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::StackActions</name>
    <message>
        <source>%1 failed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restart %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no service &quot;%1&quot; in this stack. It has %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: &quot;%1&quot; was ordered meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reached within %1 s. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) ready.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for %1 to end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) stopped.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::StackPage</name>
    <message>
        <source>Stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::StackPresenter</name>
    <message>
        <source>The services of the stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon that runs them does not answer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack file has no service that can be run here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::StepRunner</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: took too long</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::TimingStrip</name>
    <message>
        <source>Timing in milliseconds: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::TopBar</name>
    <message>
        <source>Search or run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every action, page and service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search or run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start every service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop every service</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::TraceListModel</name>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::TraceMinimap</name>
    <message>
        <source>Overview of the trace</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::TracePanel</name>
    <message>
        <source>time: log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stretch short work and shrink long waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>critical path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring out the chain that made the trace as long as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>journey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the request to its last effect, step by step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::TraceWaterfallModel</name>
    <message>
        <source>not over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, after %3, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::TracesPage</name>
    <message>
        <source>Traces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text  service:NAME  errors  duration&gt;20ms  or a trace id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compose a request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter traces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show traces with errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all traces</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::TracesPresenter</name>
    <message>
        <source>Select a span to see its attributes, its journey and its log lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known of this event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trace is kept any more: %1 spans were let go to keep the store within its size. Send a request and its trace appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trace yet, and no service is up. Start the stack, then send a request: its trace appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trace yet. A trace is what one request did in every service that it reached; it appears here within half a second of being sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trace matches this filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 traces</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::Waterfall</name>
    <message>
        <source>in outbox, not published yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in queue, not taken yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in outbox %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in queue %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalbox::WaterfallView</name>
    <message>
        <source>Spans of the trace</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>signalboxd</name>
    <message>
        <source>Runs one stack without a window. signalboxctl and the window talk to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stack&apos;s Compose file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the stack keeps its data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the control socket is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End after so long with nothing running and nobody attached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--idle-exit takes a number of seconds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
