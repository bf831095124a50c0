// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/task.h"
#include "core/trace/whatif.h"

namespace qwats::ctl {

/// Predicts from a recording what other settings of the cache would do. Asks no server.
class WhatIfTask final : public Task
{
    Q_OBJECT

public:
    using Task::Task;

    [[nodiscard]] Status prepare() override;
    [[nodiscard]] bool needsServer() const override { return false; }
    void start(Session &) override { startAlone(); }
    void startAlone() override;

private:
    struct Tried
    {
        TriedSettings settings;
        WhatIfFigures figures;
    };

    [[nodiscard]] Status predict();
    [[nodiscard]] QJsonObject report() const;
    [[nodiscard]] QString summary() const;

    RecordedTrace m_trace;
    std::vector<TriedSettings> m_settings;
    WhatIfFigures m_then; ///< predicted for the settings of the recording
    std::vector<Tried> m_tried;
    std::vector<CurvePoint> m_curve;
};

} // namespace qwats::ctl
