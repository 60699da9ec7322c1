// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/response_panel.h"

#include "core/base/format.h"
#include "models/compose_presenter.h"
#include "ui/compose/code_editor.h"
#include "ui/compose/timing_strip.h"
#include "ui/journey/journey_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/status_label.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace signalbox {

namespace {

enum Tab { PrettyTab, RawTab, HeadersTab, JourneyTab };

CodeEditor* reader(const QString& objectName, const QString& name, QWidget* parent)
{
    auto* editor = new CodeEditor(parent);
    editor->setObjectName(objectName);
    editor->setAccessibleName(name);
    editor->setReadOnly(true);
    return editor;
}

QString headerLines(const HeaderList& headers)
{
    QStringList lines;
    for (const auto& [name, value] : headers)
        lines.append(visibleText(name, 200) + QStringLiteral(": ") + visibleText(value));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ResponsePanel::ResponsePanel(ComposePresenter& presenter, QWidget* parent)
    : QFrame(parent)
    , m_presenter(presenter)
{
    setProperty("panel", true);
    buildUi();
}

void ResponsePanel::buildUi()
{
    m_error = new Banner(this);
    m_error->setObjectName(QStringLiteral("sendError"));
    m_empty = new EmptyState(this);
    connect(m_empty, &EmptyState::actionClicked, &m_presenter, qOverload<>(&ComposePresenter::sendExample));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildAnswer());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_error);
    layout->addWidget(m_stack, 1);
}

QWidget* ResponsePanel::buildAnswer()
{
    auto* answer = new QWidget(this);
    m_status = new StatusLabel(answer);
    m_status->setObjectName(QStringLiteral("status"));
    m_duration = dataLabel({}, answer);
    m_duration->setObjectName(QStringLiteral("duration"));
    m_facts = new ElidedLabel({}, answer);
    m_facts->setProperty("role", QStringLiteral("dim"));
    m_timing = new TimingStrip(answer);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_status);
    head->addWidget(m_duration);
    head->addWidget(m_facts, 1);
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(12, 8, 12, 4);
    padded->setSpacing(4);
    padded->addLayout(head);
    padded->addWidget(m_timing);
    auto* layout = new QVBoxLayout(answer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(padded);
    layout->addWidget(buildTabs(answer), 1);
    return answer;
}

QWidget* ResponsePanel::buildTabs(QWidget* parent)
{
    m_tabs = new QTabWidget(parent);
    m_tabs->setObjectName(QStringLiteral("responseTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_pretty = reader(QStringLiteral("pretty"), tr("Body, formatted"), m_tabs);
    m_raw = reader(QStringLiteral("raw"), tr("Body, as it came"), m_tabs);
    m_raw->setHighlighted(false);
    m_raw->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_headers = reader(QStringLiteral("responseHeaders"), tr("Headers of the answer"), m_tabs);
    m_headers->setHighlighted(false);
    auto* journey = new JourneyView(m_presenter.journey(), m_tabs);
    connect(journey, &JourneyView::spanActivated, this, &ResponsePanel::spanActivated);
    m_tabs->insertTab(PrettyTab, m_pretty, tr("Pretty"));
    m_tabs->insertTab(RawTab, m_raw, tr("Raw"));
    m_tabs->insertTab(HeadersTab, m_headers, tr("Headers"));
    m_tabs->insertTab(JourneyTab, journey, tr("Journey"));
    return m_tabs;
}

void ResponsePanel::render(const ComposeState& state)
{
    m_error->show(StatusTone::Fail, state.error);
    const bool shown = state.response.has_value() || !state.traceId.isEmpty();
    m_stack->setCurrentIndex(shown ? 1 : 0);
    m_empty->setTexts(tr("No answer yet"),
                      tr("Pick a request on the left or write one, then send it with Ctrl+Return. The answer "
                         "comes here; what it causes in the stack appears beside it."),
                      state.example.isEmpty() ? QString() : tr("Send “%1”").arg(state.example));
    renderTexts(state);
    m_tabs->setTabText(JourneyTab, tr("Journey %1").arg(m_presenter.journey().rowCount()));
    m_tabs->setTabToolTip(JourneyTab, state.journeySummary);
}

void ResponsePanel::renderTexts(const ComposeState& state)
{
    if (!state.response) {
        m_status->setStatus(state.sending ? StatusTone::Busy : StatusTone::Idle,
                            state.sending ? tr("waiting for the answer") : tr("no answer"));
        m_duration->clear();
        m_facts->setText(QString());
        m_timing->setPhases({});
        for (CodeEditor* editor : {m_pretty, m_raw, m_headers})
            editor->setContent(QString());
        m_tabs->setTabText(HeadersTab, tr("Headers"));
        return;
    }
    const ComposeResponse& response = *state.response;
    m_status->setStatus(response.tone, response.statusText);
    m_duration->setText(response.duration);
    m_facts->setText(response.note.isEmpty() ? response.facts : response.facts + QStringLiteral(" · ") + response.note);
    m_timing->setPhases(response.phases);
    m_pretty->setHighlighted(response.isJson);
    m_pretty->setContent(response.pretty);
    m_raw->setContent(response.raw);
    m_headers->setContent(headerLines(response.headers));
    m_tabs->setTabText(HeadersTab, tr("Headers %1").arg(response.headers.size()));
}

} // namespace signalbox
