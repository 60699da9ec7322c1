<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Cli</name>
    <message numerus="yes">
        <source>%n picture(s) in %1</source>
        <translation>
            <numerusform>%n picture in %1</numerusform>
            <numerusform>%n pictures in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation>
            <numerusform>%n span</numerusform>
            <numerusform>%n spans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapInspection</name>
    <message numerus="yes">
        <source>%n message(s) gave up here</source>
        <translation>
            <numerusform>%n message gave up here</numerusform>
            <numerusform>%n messages gave up here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n message waiting</numerusform>
            <numerusform>%n messages waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) that no queue is bound for</source>
        <translation>
            <numerusform>%n message that no queue is bound for</numerusform>
            <numerusform>%n messages that no queue is bound for</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::Journey</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::LogView</name>
    <message numerus="yes">
        <source>↓ %n new line(s)</source>
        <translation>
            <numerusform>↓ %n new line</numerusform>
            <numerusform>↓ %n new lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::MapPresenter</name>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queue(s)</source>
        <translation>
            <numerusform>%n queue</numerusform>
            <numerusform>%n queues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::MetricsPresenter</name>
    <message numerus="yes">
        <source>In %n minute(s)</source>
        <translation>
            <numerusform>In %n minute</numerusform>
            <numerusform>In %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation>
            <numerusform>%n route</numerusform>
            <numerusform>%n routes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n series</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::Navigation</name>
    <message numerus="yes">
        <source>%1, %n need attention</source>
        <translation>
            <numerusform>%1, %n needs attention</numerusform>
            <numerusform>%1, %n need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::SpanInspection</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::StackActions</name>
    <message numerus="yes">
        <source>%n service(s) ready.</source>
        <translation>
            <numerusform>%n service ready.</numerusform>
            <numerusform>%n services ready.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) stopped.</source>
        <translation>
            <numerusform>%n service stopped.</numerusform>
            <numerusform>%n services stopped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::TraceComparisonModel</name>
    <message numerus="yes">
        <source>%n step(s) only in the first</source>
        <translation>
            <numerusform>%n step only in the first</numerusform>
            <numerusform>%n steps only in the first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) only in the second</source>
        <translation>
            <numerusform>%n step only in the second</numerusform>
            <numerusform>%n steps only in the second</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::TraceListModel</name>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation>
            <numerusform>%n span</numerusform>
            <numerusform>%n spans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::TracesPresenter</name>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation>
            <numerusform>%n span</numerusform>
            <numerusform>%n spans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
</context>
</TS>
