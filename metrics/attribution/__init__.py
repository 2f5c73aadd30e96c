"""Who was there before the money: touches, classes, models of credit. All pure; `metrics.attributed.crediting` runs it.

Every model shares out the whole result, whatever the truth: it tells who was there, not what would not have happened.
"""
