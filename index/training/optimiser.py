"""Adam (Kingma and Ba 2015) over the rows a batch touches: what a step costs does not grow with the
vocabulary, and a rare token's momentum is not worn away by steps it takes no part in."""

import torch
from torch import Tensor

from index.training.table import Rows

_MOMENTUM, _SQUARES, _EPSILON = 0.9, 0.999, 1e-8


class RowAdam:
    """Keeps one state for every row of `weight`, and updates the rows it is given."""

    def __init__(self, weight: Tensor) -> None:
        self.weight = weight
        self.mean, self.square = torch.zeros_like(weight), torch.zeros_like(weight)
        self.steps = 0

    @torch.no_grad()
    def step(self, rows: Rows, rate: float) -> None:
        """Applies `rows.values.grad`."""
        self.steps += 1
        gradient, at = rows.values.grad, torch.from_numpy(rows.indices)
        assert gradient is not None
        mean = self.mean[at].lerp_(gradient, 1 - _MOMENTUM)
        square = self.square[at].mul_(_SQUARES).addcmul_(gradient, gradient, value=1 - _SQUARES)
        self.mean[at], self.square[at] = mean, square
        size = rate / (1 - _MOMENTUM**self.steps)
        spread = square.div_(1 - _SQUARES**self.steps).sqrt_().add_(_EPSILON)
        self.weight[at] = rows.values.detach().addcdiv_(mean, spread, value=-size)

    def state(self) -> dict[str, Tensor | int]:
        return {"mean": self.mean, "square": self.square, "steps": self.steps}

    def restore(self, state: dict[str, Tensor | int]) -> None:
        self.mean, self.square = torch.as_tensor(state["mean"]), torch.as_tensor(state["square"])
        self.steps = int(state["steps"])
