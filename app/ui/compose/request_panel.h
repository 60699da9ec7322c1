// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;

namespace signalbox {

class CodeEditor;
class ComposePresenter;
class ElidedLabel;
class StatusLabel;
struct ComposeState;

// Where a request is written: method and URL, key policy, body, headers, sign-in.
class RequestPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit RequestPanel(ComposePresenter& presenter, QWidget* parent = nullptr);

    void render(const ComposeState& state);
    void focusUrl();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildUi();
    QWidget* buildAddress();
    QWidget* buildKey();
    QWidget* buildBody();
    QWidget* buildHeaders();
    QWidget* buildSignIn();
    void connectPresenter();

    ComposePresenter& m_presenter;
    QComboBox* m_method = nullptr;
    QLineEdit* m_url = nullptr;
    QPushButton* m_send = nullptr;
    QComboBox* m_policy = nullptr;
    ElidedLabel* m_key = nullptr;
    QLineEdit* m_fixedKey = nullptr;
    ElidedLabel* m_completed = nullptr;
    QTabWidget* m_tabs = nullptr;
    CodeEditor* m_body = nullptr;
    StatusLabel* m_bodyProblem = nullptr;
    QPushButton* m_beautify = nullptr;
    QLineEdit* m_token = nullptr;
    QLabel* m_saved = nullptr;
};

} // namespace signalbox
