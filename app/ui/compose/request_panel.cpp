// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/request_panel.h"

#include "models/compose_presenter.h"
#include "ui/compose/code_editor.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/status_label.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace signalbox {

RequestPanel::RequestPanel(ComposePresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_presenter(presenter)
{
    buildUi();
    connectPresenter();
}

void RequestPanel::buildUi()
{
    auto* frame = panel(this);
    m_tabs = new QTabWidget(frame);
    m_tabs->setObjectName(QStringLiteral("requestTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->addTab(buildBody(), tr("Body"));
    m_tabs->addTab(buildHeaders(), tr("Headers"));
    m_tabs->addTab(buildSignIn(), tr("Sign-in"));
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(1, 1, 1, 1);
    framed->addWidget(m_tabs);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildAddress());
    layout->addWidget(buildKey());
    layout->addWidget(frame, 1);
}

QWidget* RequestPanel::buildAddress()
{
    auto* row = new QWidget(this);
    m_method = new ChoiceBox(row);
    m_method->setObjectName(QStringLiteral("method"));
    m_method->setAccessibleName(tr("Method"));
    m_method->addItems({QStringLiteral("GET"),
                        QStringLiteral("POST"),
                        QStringLiteral("PUT"),
                        QStringLiteral("PATCH"),
                        QStringLiteral("DELETE"),
                        QStringLiteral("HEAD"),
                        QStringLiteral("OPTIONS")});
    m_url = new QLineEdit(row);
    m_url->setObjectName(QStringLiteral("url"));
    m_url->setAccessibleName(tr("URL"));
    m_url->setPlaceholderText(tr("https://… or a path of this stack"));
    m_url->setFont(dataFont(12));
    m_send = primaryButton(tr("Send"), row);
    m_send->setObjectName(QStringLiteral("send"));
    m_send->setToolTip(tr("Ctrl+Return"));
    m_send->setMinimumWidth(76);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_method);
    layout->addWidget(m_url, 1);
    layout->addWidget(m_send);
    return row;
}

QWidget* RequestPanel::buildKey()
{
    auto* row = new QWidget(this);
    m_policy = new ChoiceBox(row);
    m_policy->setObjectName(QStringLiteral("keyPolicy"));
    m_policy->setAccessibleName(tr("When a request gets a new Idempotency-Key"));
    m_policy->addItem(tr("new each send"), static_cast<int>(KeyPolicy::NewEachSend));
    m_policy->addItem(tr("same until edited"), static_cast<int>(KeyPolicy::SameUntilEdited));
    m_policy->addItem(tr("fixed"), static_cast<int>(KeyPolicy::Fixed));
    m_policy->addItem(tr("none"), static_cast<int>(KeyPolicy::None));
    m_key = new ElidedLabel({}, row);
    m_key->setObjectName(QStringLiteral("key"));
    m_key->setProperty("role", QStringLiteral("data"));
    m_key->setElideMode(Qt::ElideMiddle);
    m_fixedKey = new QLineEdit(row);
    m_fixedKey->setObjectName(QStringLiteral("fixedKey"));
    m_fixedKey->setAccessibleName(tr("Idempotency-Key"));
    m_fixedKey->setFont(dataFont(12));
    m_fixedKey->setMaximumWidth(320);
    m_completed = new ElidedLabel({}, row);
    m_completed->setProperty("role", QStringLiteral("small"));
    m_completed->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(dimLabel(QStringLiteral("Idempotency-Key"), row));
    layout->addWidget(m_policy);
    layout->addWidget(m_key, 3);
    layout->addWidget(m_fixedKey, 3);
    layout->addWidget(m_completed, 2);
    return row;
}

QWidget* RequestPanel::buildBody()
{
    auto* page = new QWidget(this);
    m_body = new CodeEditor(page);
    m_body->setObjectName(QStringLiteral("body"));
    m_body->setAccessibleName(tr("Body"));
    m_bodyProblem = new StatusLabel(page);
    m_bodyProblem->setObjectName(QStringLiteral("bodyProblem"));
    m_bodyProblem->setPixelSize(12);
    m_beautify = chip(tr("format"), false, page);
    m_beautify->setObjectName(QStringLiteral("beautify"));
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 6);
    foot->addWidget(m_bodyProblem, 1);
    foot->addWidget(m_beautify);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_body, 1);
    layout->addLayout(foot);
    return page;
}

QWidget* RequestPanel::buildHeaders()
{
    auto* table = new QTableView(this);
    table->setObjectName(QStringLiteral("headers"));
    table->setAccessibleName(tr("Headers"));
    table->setModel(&m_presenter.headers());
    table->setItemDelegate(new CellDelegate(table));
    table->setShowGrid(false);
    table->setStyleSheet(QStringLiteral("QTableView { border: 0; }")); // it stands in a panel that has one
    table->setFont(dataFont(12));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight + 2);
    table->horizontalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnWidth(ComposeHeaderModel::NameColumn, 220);
    table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    table->setTabKeyNavigation(false);
    return table;
}

QWidget* RequestPanel::buildSignIn()
{
    auto* page = new QWidget(this);
    m_token = new QLineEdit(page);
    m_token->setObjectName(QStringLiteral("token"));
    m_token->setAccessibleName(tr("Bearer token"));
    m_token->setFont(dataFont(12));
    m_token->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    m_saved = dimLabel({}, page);
    m_saved->setObjectName(QStringLiteral("savedValues"));
    m_saved->setWordWrap(true);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(8);
    layout->addWidget(dataLabel(QStringLiteral("Authorization: Bearer"), page));
    layout->addWidget(m_token);
    layout->addWidget(dimLabel(tr("Kept in memory until the window is closed, never written to disk."), page));
    layout->addWidget(m_saved);
    layout->addStretch();
    return page;
}

void RequestPanel::connectPresenter()
{
    connect(m_method, &QComboBox::textActivated, this, [this](const QString& method) {
        m_presenter.setMethod(method.toLatin1());
    });
    connect(m_url, &QLineEdit::textEdited, &m_presenter, &ComposePresenter::setUrl);
    connect(m_url, &QLineEdit::returnPressed, &m_presenter, &ComposePresenter::send);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (m_presenter.state().sending)
            m_presenter.cancel();
        else
            m_presenter.send();
    });
    connect(m_policy, &QComboBox::activated, this, [this](int index) {
        m_presenter.setKeyPolicy(static_cast<KeyPolicy>(m_policy->itemData(index).toInt()));
    });
    connect(m_fixedKey, &QLineEdit::textEdited, &m_presenter, &ComposePresenter::setFixedKey);
    connect(m_body, &QPlainTextEdit::textChanged, this, [this] { m_presenter.setBody(m_body->toPlainText()); });
    connect(m_beautify, &QPushButton::clicked, &m_presenter, &ComposePresenter::beautifyBody);
    connect(m_token, &QLineEdit::textEdited, &m_presenter, &ComposePresenter::setToken);
}

void RequestPanel::render(const ComposeState& state)
{
    m_method->setCurrentText(QString::fromLatin1(state.method));
    if (m_url->text() != state.url)
        m_url->setText(state.url);
    m_send->setText(state.sending ? tr("Cancel") : tr("Send"));
    m_policy->setCurrentIndex(m_policy->findData(static_cast<int>(state.keyPolicy)));
    const bool typed = state.keyPolicy == KeyPolicy::Fixed && !state.key.isEmpty();
    m_key->setVisible(!typed);
    m_key->setText(state.key.isEmpty() ? state.keyNote : QLatin1Char('"') + state.key + QLatin1Char('"'));
    m_fixedKey->setVisible(typed);
    if (m_fixedKey->text() != state.key && typed)
        m_fixedKey->setText(state.key);
    m_completed->setText(state.completed.isEmpty() ? QString() : QStringLiteral("→ ") + state.completed);
    m_url->setToolTip(state.completed);
    m_body->setContent(state.body);
    m_body->setWrongLine(state.bodyProblem ? state.bodyProblem->line : 0);
    if (state.bodyProblem)
        m_bodyProblem->setStatus(StatusTone::Warn,
                                 tr("Line %1, column %2: %3")
                                     .arg(QString::number(state.bodyProblem->line),
                                          QString::number(state.bodyProblem->column),
                                          state.bodyProblem->message));
    else
        m_bodyProblem->setStatus(state.body.isEmpty() ? StatusTone::Idle : StatusTone::Ok,
                                 state.body.isEmpty() ? tr("no body") : tr("valid JSON"));
    m_beautify->setEnabled(!state.body.isEmpty() && !state.bodyProblem);
    m_tabs->setTabText(1, tr("Headers %1").arg(m_presenter.headers().headers().size()));
    m_tabs->setTabText(2, state.token.isEmpty() ? tr("Sign-in") : tr("Sign-in: bearer"));
    m_saved->setText(state.savedValues.isEmpty()
                         ? QString()
                         : tr("Saved from earlier answers, for ${…}: %1").arg(state.savedValues));
}

void RequestPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_completed->setVisible(width() > 640); // else the key has the room, and the URL's tool tip says it
}

void RequestPanel::focusUrl()
{
    m_url->setFocus(Qt::ShortcutFocusReason);
    m_url->selectAll();
}

} // namespace signalbox
